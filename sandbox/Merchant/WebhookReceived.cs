using System.Text.Json;

namespace PayFunctions.Sandbox.Merchant;

/// <summary>One webhook as it came in, and what was answered.</summary>
/// <param name="Path">Where it came in, with its slash.</param>
/// <param name="Problem">Why the signature does not hold; null when it does.</param>
/// <param name="SignedBy">Which of the receiver's secrets it verifies by, in their order.</param>
public sealed record WebhookReceived(
    string Path, string MessageId, string Timestamp, string Signature, JsonElement Body, string? Problem,
    IReadOnlyList<int> SignedBy, int Status)
{
    /// <summary>The W3C trace that it belongs to at the sender; null: it came without.</summary>
    public string? Traceparent { get; init; }

    public string? Baggage { get; init; }

    public string Type => Body.GetProperty("type").GetString()!;

    public int Sequence => Body.GetProperty("sequence").GetInt32();

    public string OrderId => Body.GetProperty("orderId").GetString()!;

    public override string ToString() => $"{Type} #{Sequence} of {OrderId} at {Path}: {Status} {Problem}";
}
