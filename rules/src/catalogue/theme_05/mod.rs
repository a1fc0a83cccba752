//! Theme 5: tables.

rules![headers_attribute_refers, layout_table_markup, table_declares_nature];
