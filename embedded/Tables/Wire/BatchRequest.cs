namespace Azure.Data.Tables.Wire;

/// <summary>Writes an entity group transaction: one change set within one multipart body.</summary>
internal static class BatchRequest
{
    private const string EndOfLine = "\r\n";

    internal static string ContentType(Guid id) => $"multipart/mixed; boundary=batch_{id}";

    internal static int Write(
        PooledContent content, Guid id, string endpoint, string table, IEnumerable<TableTransactionAction> actions)
    {
        content.Write($"--batch_{id}\r\nContent-Type: multipart/mixed; boundary=changeset_{id}\r\n\r\n");
        var count = 0;
        foreach (var action in actions)
        {
            content.Write($"--changeset_{id}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            WriteAction(content, endpoint, table, action);
            content.Write(EndOfLine);
            count++;
        }

        content.Write($"--changeset_{id}--\r\n--batch_{id}--\r\n");
        return count;
    }

    private static void WriteAction(PooledContent content, string endpoint, string table, TableTransactionAction action)
    {
        var entity = action.Entity;
        var isAdd = action.ActionType == TableTransactionActionType.Add;
        var path = isAdd ? $"/{table}" : Resource.Row(table, entity.PartitionKey, entity.RowKey);

        content.Write($"{Method(action.ActionType)} {endpoint}{path} HTTP/1.1\r\n");
        content.Write("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
        if (isAdd) content.Write("Prefer: return-no-content\r\n");
        if (IfMatch(action) is { } ifMatch) content.Write($"If-Match: {ifMatch}\r\n");

        if (action.ActionType == TableTransactionActionType.Delete)
        {
            content.Write(EndOfLine);
            return;
        }

        content.Write("Content-Type: application/json\r\n\r\n");
        EntityWriter.Write(content, entity);
    }

    private static string Method(TableTransactionActionType action) => action switch
    {
        TableTransactionActionType.Add => "POST",
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "PATCH",
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT",
        TableTransactionActionType.Delete => "DELETE",
    };

    // As in the genuine client, an update without an ETag carries no condition, and the service takes it for an upsert.
    private static string? IfMatch(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace =>
            action.ETag == default ? null : action.ETag.ToString(),
        TableTransactionActionType.Delete => action.ETag == default ? "*" : action.ETag.ToString(),
        TableTransactionActionType.Add
            or TableTransactionActionType.UpsertMerge
            or TableTransactionActionType.UpsertReplace => null,
    };
}
