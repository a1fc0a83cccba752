//! Moves the pointer with CDP's `Input.dispatchMouseEvent`, as a mouse would.

use super::super::{call::CallError, channel::Channel};
use serde_json::json;

/// A point of the window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// CSS pixels between two positions of a pointer that moves slowly; more on a way that needs more than `MOST_STEPS`.
const STEP: f64 = 12.0;
const MOST_STEPS: u32 = 40;

/// Moves the pointer to a point in one jump. Returns when the page has handled the event.
pub async fn move_to(channel: &Channel, Point { x, y }: Point) -> Result<(), CallError> {
    let moved = json!({ "type": "mouseMoved", "x": x, "y": y, "button": "none", "pointerType": "mouse" });
    channel.call("Input.dispatchMouseEvent", moved).await.map(drop)
}

/// Moves the pointer slowly along a straight line.
pub async fn glide(channel: &Channel, from: Point, to: Point) -> Result<(), CallError> {
    for point in line(from, to) {
        move_to(channel, point).await?;
    }
    Ok(())
}

fn line(from: Point, to: Point) -> impl Iterator<Item = Point> {
    let (across, down) = (to.x - from.x, to.y - from.y);
    // A length that is not a number becomes 0 here, and so one step.
    let steps = ((across.hypot(down) / STEP).ceil() as u32).clamp(1, MOST_STEPS);
    (1..=steps).map(move |step| {
        let part = f64::from(step) / f64::from(steps);
        Point { x: from.x + across * part, y: from.y + down * part }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_pointer_comes_by_the_places_between_and_ends_where_it_was_to() {
        let to = Point { x: 24.0, y: 0.0 };
        let places: Vec<Point> = line(Point { x: 0.0, y: 0.0 }, to).collect();
        assert_eq!(places, [Point { x: 12.0, y: 0.0 }, to]);
    }

    #[test]
    fn a_way_without_end_has_bounded_steps() {
        let far = Point { x: f64::INFINITY, y: 1e9 };
        assert_eq!(line(Point { x: 0.0, y: 0.0 }, far).count(), MOST_STEPS as usize);
    }
}
