#nullable disable

using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>A table of a storage account, over its REST protocol.</summary>
public class TableClient
{
    protected TableClient()
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
    {
    }

    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
    {
    }

    public TableClient(
        Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
    {
    }

    public TableClient(
        Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
    {
    }

    public virtual string AccountName => throw new NotSupportedException();

    public virtual string Name => throw new NotSupportedException();

    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity => throw new NotSupportedException();

    public virtual Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity => throw new NotSupportedException();

    public virtual Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity => throw new NotSupportedException();

    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity => throw new NotSupportedException();

    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => throw new NotSupportedException();

    public virtual Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity => throw new NotSupportedException();

    public virtual Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public static string CreateQueryFilter(FormattableString filter) => throw new NotSupportedException();
}
