using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>A query's rows, page after page as the service hands them out.</summary>
internal sealed class EntityPages<T>(
    TableAccount account, string table, string? filter, int? maxPerPage, string? select, CancellationToken cancellation)
    : AsyncPageable<T>(cancellation)
    where T : class, ITableEntity
{
    public override async IAsyncEnumerable<Page<T>> AsPages(
        string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await ReadAsync(continuationToken, pageSizeHint ?? maxPerPage).ConfigureAwait(false);
            continuationToken = page.ContinuationToken;
            yield return page;
        }
        while (continuationToken is not null);
    }

    private async Task<Page<T>> ReadAsync(string? token, int? top)
    {
        var (nextPartition, nextRow) = Split(token);
        var path = Resource.Query(table, filter, select, top, nextPartition, nextRow);
        using var message = account.Message(RequestMethod.Get, path);
        var response = await account.SendAsync(message, CancellationToken).ConfigureAwait(false);
        if (response.Status != 200) throw new RequestFailedException(response);

        return Page<T>.FromValues(EntityReader.ReadPage<T>(response.Content.ToMemory().Span), Next(response), response);
    }

    // The service's own encoding of the keys has no space, so that one can stand between them.
    private static string? Next(Response response)
    {
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row);
        return partition is null && row is null ? null : $"{partition} {row}";
    }

    private static (string? Partition, string? Row) Split(string? token)
    {
        if (token is null) return default;
        var space = token.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (token, null) : (token[..space], token[(space + 1)..]);
    }
}
