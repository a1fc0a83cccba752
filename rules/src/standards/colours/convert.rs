//! Conversions from the colour spaces of CSS Color 4 to gamma-encoded sRGB, with the matrices of that specification.

type Triple = [f64; 3];
type Matrix = [Triple; 3];

const XYZ_D65_TO_SRGB: Matrix = [
    [12831.0 / 3959.0, -329.0 / 214.0, -1974.0 / 3959.0],
    [-851781.0 / 878810.0, 1648619.0 / 878810.0, 36519.0 / 878810.0],
    [705.0 / 12673.0, -2585.0 / 12673.0, 705.0 / 667.0],
];
const P3_TO_XYZ_D65: Matrix = [
    [608311.0 / 1250200.0, 189793.0 / 714400.0, 198249.0 / 1000160.0],
    [35783.0 / 156275.0, 247089.0 / 357200.0, 198249.0 / 2500400.0],
    [0.0, 32229.0 / 714400.0, 5220557.0 / 5000800.0],
];
const XYZ_D50_TO_D65: Matrix = [
    [0.955473421488075, -0.02309845494876471, 0.06325924320057072],
    [-0.0283697093338637, 1.0099953980813041, 0.021041441191917323],
    [0.012314014864481998, -0.020507649298898964, 1.330365926242124],
];
const OKLAB_TO_LMS: Matrix = [
    [1.0, 0.3963377773761749, 0.2158037573099136],
    [1.0, -0.1055613458156586, -0.0638541728258133],
    [1.0, -0.0894841775298119, -1.2914855480194092],
];
const LMS_TO_XYZ_D65: Matrix = [
    [1.2268798758459243, -0.5578149944602171, 0.2813910456659647],
    [-0.0405757452148008, 1.112286803280317, -0.0717110580655164],
    [-0.0763729366746601, -0.4214933324022432, 1.5869240198367816],
];
const WHITE_D50: Triple = [0.3457 / 0.3585, 1.0, (1.0 - 0.3457 - 0.3585) / 0.3585];

/// An sRGB channel converted from gamma-encoded to linear light. The function is odd: `linear(-x)` is `-linear(x)`.
pub(super) fn linear(channel: f64) -> f64 {
    let size = channel.abs();
    let linear = if size <= 0.04045 { size / 12.92 } else { ((size + 0.055) / 1.055).powf(2.4) };
    linear.copysign(channel)
}

fn encoded(channel: f64) -> f64 {
    let size = channel.abs();
    let encoded = if size <= 0.0031308 { size * 12.92 } else { 1.055 * size.powf(1.0 / 2.4) - 0.055 };
    encoded.copysign(channel)
}

pub(super) fn srgb_linear(channels: Triple) -> Triple {
    channels.map(encoded)
}

pub(super) fn display_p3(channels: Triple) -> Triple {
    xyz_d65(times(&P3_TO_XYZ_D65, channels.map(linear)))
}

pub(super) fn xyz_d65(xyz: Triple) -> Triple {
    srgb_linear(times(&XYZ_D65_TO_SRGB, xyz))
}

pub(super) fn xyz_d50(xyz: Triple) -> Triple {
    xyz_d65(times(&XYZ_D50_TO_D65, xyz))
}

/// Oklab to sRGB, with `lightness` from 0 to 1.
pub(super) fn oklab([lightness, a, b]: Triple) -> Triple {
    let cone = times(&OKLAB_TO_LMS, [lightness, a, b]).map(|channel| channel.powi(3));
    xyz_d65(times(&LMS_TO_XYZ_D65, cone))
}

/// CIE Lab to sRGB, with `lightness` from 0 to 100.
pub(super) fn lab([lightness, a, b]: Triple) -> Triple {
    const KAPPA: f64 = 24389.0 / 27.0;
    const EPSILON: f64 = 216.0 / 24389.0;
    let y = (lightness + 16.0) / 116.0;
    let root = |f: f64| if f.powi(3) > EPSILON { f.powi(3) } else { (116.0 * f - 16.0) / KAPPA };
    let luminance = if lightness > KAPPA * EPSILON { y.powi(3) } else { lightness / KAPPA };
    let relative = [root(a / 500.0 + y), luminance, root(y - b / 200.0)];
    xyz_d50([0, 1, 2].map(|at| relative[at] * WHITE_D50[at]))
}

/// LCH or Oklch to Lab or Oklab: converts chroma and hue, in degrees, to the axes `a` and `b`.
pub(super) fn from_polar([lightness, chroma, hue]: Triple) -> Triple {
    let angle = hue.to_radians();
    [lightness, chroma * angle.cos(), chroma * angle.sin()]
}

/// HSL to sRGB, with hue in degrees, saturation and lightness from 0 to 1.
pub(super) fn hsl([hue, saturation, lightness]: Triple) -> Triple {
    let hue = hue.rem_euclid(360.0) / 30.0;
    let reach = saturation * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|offset| {
        let k = (offset + hue) % 12.0;
        lightness - reach * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)
    })
}

fn times(matrix: &Matrix, vector: Triple) -> Triple {
    matrix.map(|row| row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
}
