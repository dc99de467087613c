namespace Azure.Data.Tables.Models;

/// <summary>A table, as the answer to its making.</summary>
public class TableItem
{
    internal TableItem() { }
}
