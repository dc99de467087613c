using System.Buffers;

namespace PayFunctions.Infra.Routing;

/// <summary>What <c>x-pay-env</c> may be, in a request and in a route.</summary>
public static class EnvName
{
    public const string Header = "x-pay-env";

    public const string Rule = "is not 1 to 32 of a-z 0-9 -";

    private const int Longest = 32;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool Accepts(string env) =>
        env.Length is > 0 and <= Longest && !env.AsSpan().ContainsAnyExcept(Allowed);
}
