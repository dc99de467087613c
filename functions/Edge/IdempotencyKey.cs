using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;

namespace PayFunctions.Edge;

/// <summary>The caller's own key for one request: <c>Idempotency-Key</c>, or <c>X-Idempotency-Key</c>.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const string Alias = "X-Idempotency-Key";
    private const int CharsMax = 255;

    public static bool Has(HttpRequestData request) => (request.Header(Header) ?? request.Header(Alias)) is not null;

    public static string? Of(HttpRequestData request, out FieldProblem? problem)
    {
        var (key, alias) = (request.Header(Header), request.Header(Alias));
        problem = Problem(key ?? alias, conflict: key is not null && alias is not null && key != alias);
        return problem is null ? key ?? alias : null;
    }

    private static FieldProblem? Problem(string? key, bool conflict)
    {
        if (conflict) return new(Header, $"differs from {Alias}");
        if (string.IsNullOrEmpty(key)) return new(Header, "is missing");
        if (key.Length > CharsMax) return new(Header, $"is longer than {CharsMax} characters");
        foreach (var c in key)
        {
            if (c is < ' ' or > '~') return new(Header, "is not printable ASCII");
        }

        return null;
    }
}
