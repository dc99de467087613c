using PayFunctions.Core.Orders;
using PayFunctions.Edge;

namespace PayFunctions.Certificates;

/// <summary>The body of <c>POST certificates/renew</c>, which may be missing.</summary>
/// <param name="Revoked">A superseded certificate that is refused at once, instead of after its overlap.</param>
internal readonly record struct RenewRequest(string? Revoked);

/// <summary>Its fields.</summary>
internal sealed class RenewRequestJson : IRequestFields<RenewRequest>
{
    private const int SerialCharsMax = 64;

    public static RenewRequest Read(ReadOnlySpan<byte> body, List<FieldProblem> problems)
    {
        if (body.IsEmpty) return default;
        var request = StrictJson.Read<RenewRequest, RenewRequestJson>(body, default, out var unreadable);
        problems.AddRange(unreadable);
        if (request.Revoked is { } serial && (serial.Length is 0 or > SerialCharsMax || !serial.All(char.IsAsciiHexDigit)))
            problems.Add(new("revoked", $"is no serial: 1 to {SerialCharsMax} hex digits"));
        return request;
    }

    public static bool IsObject(string field) => false;

    public static bool Take(string field, ref StrictJson json, ref RenewRequest request)
    {
        if (field != "revoked") return false;
        request = request with { Revoked = json.String(field) };
        return true;
    }
}
