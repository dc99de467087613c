#nullable disable

using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>A table of a storage account, over its REST protocol.</summary>
/// <remarks>
/// Rows are <see cref="TableEntity"/>; another T is refused by a <see cref="NotSupportedException"/>. A write that
/// the pipeline had to resend may meet its own earlier success, as a 409 or a 412.
/// </remarks>
public class TableClient
{
    private static readonly ResponseClassifier AbsenceIsAnAnswer = new StatusCodeClassifier([200, 204, 404]);
    private static readonly ResponseClassifier PresenceIsAnAnswer = new StatusCodeClassifier([201, 204, 409]);

    private readonly TableAccount _account;
    private readonly string _name;

    internal TableClient(TableAccount account, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _account = account;
        _name = tableName;
    }

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var content = new PooledContent();
        content.Write($"{{\"TableName\":\"{JsonEncodedText.Encode(_name)}\"}}");
        using var message = _account.Message(RequestMethod.Post, Resource.Tables);
        message.ResponseClassifier = PresenceIsAnAnswer;
        message.Request.Headers.Add("Prefer", "return-no-content");

        var response = await _account.SendAsync(message, content, cancellationToken).ConfigureAwait(false);

        return response.Status is 201 or 204 || IsAlreadyThere(response)
            ? Response.FromValue(new TableItem(), response)
            : throw new RequestFailedException(response);
    }

    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using var message = _account.Message(RequestMethod.Post, "/" + _name);
        message.Request.Headers.Add("Prefer", "return-no-content");
        return await WriteAsync(message, entity, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using var message = Read(partitionKey, rowKey, select);
        message.ResponseClassifier = AbsenceIsAnAnswer;
        var response = await _account.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return response.Status switch
        {
            200 => Found<T>(response),
            404 => new AbsentResponse<T>(response),
            _ => throw new RequestFailedException(response),
        };
    }

    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        if (ifMatch == default) throw new ArgumentException("An update needs an ETag, or ETag.All.", nameof(ifMatch));
        using var message = Change(entity, mode);
        message.Request.Headers.Add("If-Match", ifMatch.ToString());
        return await WriteAsync(message, entity, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        using var message = Change(entity, mode);
        return await WriteAsync(message, entity, cancellationToken).ConfigureAwait(false);
    }

    /// <remarks>A row that is not there is no error: the answer's status is 404.</remarks>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using var message = _account.Message(RequestMethod.Delete, Resource.Row(_name, partitionKey, rowKey));
        message.ResponseClassifier = AbsenceIsAnAnswer;
        message.Request.Headers.Add("If-Match", ifMatch == default ? "*" : ifMatch.ToString());
        var response = await _account.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return response.Status is 204 or 404 ? response : throw new RequestFailedException(response);
    }

    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var columns = select is null ? null : string.Join(',', select);
        return new EntityPages<T>(_account, _name, filter, maxPerPage, columns, cancellationToken);
    }

    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var content = new PooledContent();
        var id = Guid.NewGuid();
        var count = BatchRequest.Write(content, id, _account.Endpoint, _name, transactionActions);
        if (count == 0) throw new InvalidOperationException("A transaction needs at least one action.");

        using var message = _account.Message(RequestMethod.Post, Resource.Batch);
        message.Request.Headers.Add("Content-Type", BatchRequest.ContentType(id));
        var response = await _account.SendAsync(message, content, cancellationToken).ConfigureAwait(false);
        if (response.Status != 202) throw new RequestFailedException(response);

        return Response.FromValue(BatchResponse.Read(response, count), response);
    }

    public static string CreateQueryFilter(FormattableString filter) => FilterLiterals.Fill(filter);

    private HttpMessage Read(string partitionKey, string rowKey, IEnumerable<string> select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return _account.Message(
            RequestMethod.Get, Resource.WithSelect(Resource.Row(_name, partitionKey, rowKey), select));
    }

    private HttpMessage Change(ITableEntity entity, TableUpdateMode mode)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return _account.Message(
            mode switch { TableUpdateMode.Merge => RequestMethod.Patch, TableUpdateMode.Replace => RequestMethod.Put },
            Resource.Row(_name, entity.PartitionKey, entity.RowKey));
    }

    private async Task<Response> WriteAsync(HttpMessage message, ITableEntity entity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var content = new PooledContent();
        EntityWriter.Write(content, entity);
        var response = await _account.SendAsync(message, content, cancellation).ConfigureAwait(false);
        return response.Status is 201 or 204 ? response : throw new RequestFailedException(response);
    }

    private static Response<T> Found<T>(Response response)
        where T : class, ITableEntity =>
        Response.FromValue(EntityReader.As<T>(EntityReader.ReadOne(response.Content.ToMemory().Span)), response);

    private static bool IsAlreadyThere(Response response) =>
        response.Status == 409 && new RequestFailedException(response).ErrorCode == "TableAlreadyExists";
}
