using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Orders;

/// <summary>Counts notifications that came before, whole or in another envelope, by what the order's own row remembers.</summary>
internal static class EnvelopeReplays
{
    public static void Count(
        ILogger log, StoredOrder stored, EvidenceSource source, string? provider, string id, string? headers,
        ReadOnlyMemory<byte> body)
    {
        if (source != EvidenceSource.Notification || stored.Marks.Envelopes is not { } seen) return;
        if (EnvelopeDigest.Of(headers, body) is not { } digest) return;
        var replay = SeenEnvelopes.Find(seen, id, digest);
        if (Kind(replay) is not { } kind) return;
        PayFunctionsTelemetry.CallbackReplays.Add(1, new("provider", provider), new("kind", kind));
        if (replay == EnvelopeReplay.Renamed) log.Renamed(stored.Order.Key, id);
    }

    private static string? Kind(EnvelopeReplay replay) => replay switch
    {
        EnvelopeReplay.None => null,
        EnvelopeReplay.Same => "same",
        EnvelopeReplay.Resealed => "resealed",
        EnvelopeReplay.Renamed => "renamed",
    };
}
