#nullable disable

using Azure.Core;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>The table service of a storage account: one pipeline, shared by the clients of its tables.</summary>
public class TableServiceClient
{
    private readonly TableAccount _account;

    public TableServiceClient(string connectionString, TableClientOptions options = null) =>
        _account = TableAccount.Of(connectionString, options);

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null) =>
        _account = TableAccount.Of(endpoint, credential, options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null) =>
        _account = TableAccount.Of(endpoint, tokenCredential, options);

    public virtual TableClient GetTableClient(string tableName) => new(_account, tableName);
}
