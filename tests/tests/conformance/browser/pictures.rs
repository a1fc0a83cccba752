//! The picture of a page: the frame of a finding is exactly around its element, or there is no frame.

use super::one_browser;
use crawler::browser::{Attention, Looks, Pool};
use image_webp::WebPDecoder;
use rules::{
    Page,
    audit::{Frame, Picture},
    judge::judge,
};
use std::io::Cursor;
use url::Url;

const VIEWPORT: u32 = 1024;

/// An image that a rule fails: a red square without text alternative.
const SQUARE: &str = "<img width=60 height=60 style='display:block;background:rgb(200,0,0)' \
    src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>'>";

struct Seen {
    /// Width and height of the picture in pixels.
    size: (u32, u32),
    /// Three bytes a pixel, row by row.
    pixels: Vec<u8>,
    frame: Option<Frame>,
}

impl Seen {
    fn is_red(&self, x: u32, y: u32) -> bool {
        let at = 3 * (y * self.size.0 + x) as usize;
        matches!(self.pixels[at..at + 3], [red, green, blue] if red > 160 && green < 60 && blue < 60)
    }

    /// Whether the frame has the size of the square, with red pixels just inside it and others just outside.
    fn is_framed(&self) -> bool {
        let Some(Frame { x, y, width, height }) = self.frame else { return false };
        let inside = [(x + 3, y + 3), (x + width - 4, y + height - 4)];
        let outside = [(x + width + 6, y), (x, y + height + 6)];
        (width, height) == (60, 60)
            && inside.iter().all(|(x, y)| self.is_red(*x, *y))
            && !outside.iter().any(|(x, y)| self.is_red(*x, *y))
    }
}

async fn seen(pool: &Pool, body: &str) -> Seen {
    let page =
        format!("<!doctype html><html lang=fr><title>Essai</title><body style=margin:0>{body}</body></html>");
    let encoded: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    let url = format!("data:text/html;charset=utf-8,{}", encoded.replace('+', "%20"));
    let mut captured = pool
        .capture(
            &Url::parse(&url).unwrap(),
            Attention { pictured: Some(&Looks::default()), walked: true },
            || (),
        )
        .await
        .unwrap();
    let file = captured.take_picture().expect("a picture");
    let mut decoder = WebPDecoder::new(Cursor::new(&file.bytes)).unwrap();
    assert_eq!(decoder.dimensions(), (file.width, file.height));
    assert!(!decoder.has_alpha(), "the picture has more than three bytes a pixel");
    let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
    decoder.read_image(&mut pixels).unwrap();
    let verdict = judge(&Page::new(captured.snapshot().unwrap()).unwrap());
    let of_images = verdict.rules.iter().find(|verdict| verdict.rule.id == "image-has-name").unwrap();
    let picture = Picture { hash: String::new(), width: file.width, height: file.height };
    let frame = of_images.findings[0].seat.and_then(|seat| seat.frame(&picture, VIEWPORT));
    Seen { size: (file.width, file.height), pixels, frame }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_stands_around_its_element() {
    let pool = one_browser().await;
    let at =
        |top: u32| format!("<div style='height:{top}px'></div>{SQUARE}<div style='height:9000px'></div>");

    let far_below = seen(&pool, &at(2000)).await;
    assert_eq!(far_below.size, (1280, 3000), "the page beyond the viewport is pictured, to a limit");
    assert!(far_below.is_framed());
    assert_eq!(seen(&pool, &at(4000)).await.frame, None, "the picture ends above the square");

    let a_banner = "<p style='position:fixed;bottom:0'>Bandeau</p>";
    assert!(
        seen(&pool, &format!("{}{a_banner}", at(2000))).await.is_framed(),
        "an element fixed to the viewport moves no other"
    );
    let in_banner =
        format!("{}<div style='position:fixed;bottom:0'>{SQUARE}</div>", at(0).replace("<img", "<i"));
    assert_eq!(seen(&pool, &in_banner).await.frame, None, "the place of the square depends on the viewport");

    // On a taller viewport the square would be elsewhere.
    let tall = format!("<div style='height:50vh'></div>{SQUARE}<div style='height:9000px'></div>");
    let tall = seen(&pool, &tall).await;
    assert_eq!(tall.size, (1280, VIEWPORT), "only the viewport is pictured");
    assert!(tall.is_framed());

    // The viewport was restored for the next page.
    let short = seen(&pool, SQUARE).await;
    assert_eq!(short.size, (1280, VIEWPORT));
    assert!(short.is_framed());
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_never_stands_still_has_no_picture_and_the_next_page_is_sound() {
    let pool = one_browser().await;
    let restless = "data:text/html,<title>x</title><p>x<script>\
        addEventListener('resize',()=>{while(true);})</script><div style='height:5000px'>";
    let mut captured = pool
        .capture(
            &Url::parse(restless).unwrap(),
            Attention { pictured: Some(&Looks::default()), walked: true },
            || (),
        )
        .await
        .unwrap();
    assert_eq!(captured.take_picture(), None);
    assert!(captured.snapshot().is_ok(), "the page is captured without a picture");
    assert!(seen(&pool, SQUARE).await.is_framed());
    pool.close().await;
}
