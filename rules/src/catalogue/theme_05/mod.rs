//! Theme 5: tables.

rules![
    complex_table_has_summary,
    header_cell_scope,
    header_cells_are_th,
    headers_attribute_refers,
    layout_table_markup,
    table_declares_nature,
    table_title,
    aria_cell_with_two_headers
];
