namespace Azure.Data.Tables;

/// <summary>What happens to the properties of a stored row that an update does not name.</summary>
public enum TableUpdateMode
{
    Merge = 0,
    Replace = 1,
}
