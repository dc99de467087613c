using System.Buffers;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Edge;

/// <summary>
/// The id under which one request is found again in logs and traces: the caller's own, else the trace's.
/// </summary>
internal static class Correlation
{
    public const string Header = "x-correlation-id";

    private const int CharsMax = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.:");

    public static string Of(HttpRequestData request) =>
        request.Header(Header) is { Length: > 0 and <= CharsMax } theirs && !theirs.AsSpan().ContainsAnyExcept(Allowed)
            ? theirs
            : Story.Settle()?.TraceId.ToHexString() ?? request.FunctionContext.InvocationId;
}
