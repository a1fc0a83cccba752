//! The content type of a file, by its extension.

use std::path::Path;

/// Content type of a file. HTML has no charset here: old sites declare theirs in the page, and a charset in the header
/// would override it.
pub fn content_type(file: &Path) -> &'static str {
    let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html",
        "css" => "text/css",
        "js" | "mjs" => "text/javascript",
        "json" => "application/json",
        "xml" | "xsl" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "vtt" => "text/vtt",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml",
        "xhtml" => "application/xhtml+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "ogg" | "oga" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// Whether the file may contain the placeholders `{{origin}}` and `{{port}}`.
pub fn is_text(file: &Path) -> bool {
    let kind = content_type(file);
    kind.starts_with("text/") || matches!(kind, "application/xml" | "application/json")
}
