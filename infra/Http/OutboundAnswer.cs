using System.Net.Http.Headers;

namespace PayFunctions.Infra.Http;

/// <summary>How a call ended, as a value.</summary>
/// <param name="Status">The HTTP status; 0 without an answer.</param>
/// <param name="Body">The bytes as received.</param>
/// <param name="Why">For logs, where there is no answer.</param>
public sealed record OutboundAnswer(
    OutboundOutcome Outcome, int Status = 0, HttpResponseHeaders? Headers = null, ReadOnlyMemory<byte> Body = default,
    string? Why = null)
{
    /// <summary>The first value of that header; null where there is none.</summary>
    public string? Header(string name) =>
        Headers is not null && Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    internal static OutboundAnswer NotSent(string why) => new(OutboundOutcome.NotSent, Why: why);

    internal static OutboundAnswer Unknown(string why) => new(OutboundOutcome.Unknown, Why: why);
}
