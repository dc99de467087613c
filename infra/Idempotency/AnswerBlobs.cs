using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Idempotency;

/// <summary>Answers that are too large for a row.</summary>
/// <remarks>
/// A name begins with its answer's time, which the row tells too: both are past at the same moment, and what is past is
/// found at the beginning of the list, also where a crash left a blob without its row.
/// </remarks>
public sealed class AnswerBlobs(IOptions<StorageOptions> options)
    : StoredBlobs(options.Value, Container, options.Value.NetworkTimeout)
{
    public const string Container = "answers";

    private const string Time = "yyyyMMdd'T'HHmmssfffffff";

    /// <summary>One name an attempt: who takes a key over never meets what the one before it had written.</summary>
    internal static string Name(IdempotencyTicket ticket, DateTimeOffset at)
    {
        var record = SHA256.HashData(Encoding.UTF8.GetBytes($"{ticket.Partition}\n{ticket.Row}\n{ticket.Owner}"));
        return $"{Moment(at)}-{Convert.ToHexStringLower(record)}";
    }

    /// <summary>Takes those away that were written before that time.</summary>
    /// <returns>How many went.</returns>
    internal async Task<int> CleanAsync(DateTimeOffset keptSince, CancellationToken cancellation)
    {
        var (end, gone) = (Moment(keptSince), 0);
        await foreach (var name in ListAsync("", cancellation))
        {
            if (string.CompareOrdinal(name, end) >= 0) return gone;
            await DeleteAsync(name, cancellation);
            gone++;
        }

        return gone;
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture);
}
