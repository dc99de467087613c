namespace Azure.Data.Tables;

internal static class PropertyNames
{
    internal const string PartitionKey = "PartitionKey";
    internal const string RowKey = "RowKey";
    internal const string Timestamp = "Timestamp";
    internal const string ETag = "odata.etag";
    internal const string TypeSuffix = "@odata.type";
}
