#nullable disable

using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The table service of a storage account: one pipeline, shared by the clients of its tables.</summary>
public class TableServiceClient
{
    protected TableServiceClient()
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
    {
    }

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
    {
    }

    public virtual TableClient GetTableClient(string tableName) => throw new NotSupportedException();
}
