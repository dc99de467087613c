#nullable disable

using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>An entity group transaction that the service refused as a whole.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    internal TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException.Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException) =>
        FailedTransactionActionIndex = ReadIndex(requestFailedException.Message);

    /// <summary>Which action failed, counted from 0; null when the service does not say.</summary>
    public int? FailedTransactionActionIndex { get; }

    // The service leads its message with the index and a colon: "1:The update condition …".
    private static int? ReadIndex(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(
            message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
