using System.Globalization;

namespace PayFunctions.Tests.Fuzz;

/// <summary>How many inputs, from which seed; the environment may say otherwise than the CI.</summary>
/// <remarks>
/// <c>PAYFUNCTIONS_FUZZ_COUNT=5000000 PAYFUNCTIONS_FUZZ_SEED=7 tests/bin/Debug/net10.0/PayFunctions.Tests -namespace PayFunctions.Tests.Fuzz</c>
/// runs long; with <c>PAYFUNCTIONS_FUZZ_ONLY=N</c> besides, each target runs the one input that a failure named.
/// </remarks>
internal sealed record FuzzPlan(ulong Seed, long Count, long? Only)
{
    /// <summary>What all targets take together in the CI.</summary>
    private const long CountInCi = 200_000;

    private const ulong SeedInCi = 20261121;

    public static FuzzPlan Current { get; } = new(
        ulong.Parse(Told("SEED") ?? $"{SeedInCi}", CultureInfo.InvariantCulture),
        long.Parse(Told("COUNT") ?? $"{CountInCi}", CultureInfo.InvariantCulture),
        Told("ONLY") is { } only ? long.Parse(only, CultureInfo.InvariantCulture) : null);

    /// <summary>The numbers of a target's inputs.</summary>
    /// <param name="share">Of a thousand of all.</param>
    public IEnumerable<long> Inputs(int share)
    {
        if (Only is { } only)
        {
            yield return only;
            yield break;
        }

        for (var i = 0L; i < Count * share / 1000; i++) yield return i;
    }

    private static string? Told(string name) => Environment.GetEnvironmentVariable($"PAYFUNCTIONS_FUZZ_{name}");
}
