namespace PayFunctions.Sandbox.Demo;

/// <summary>What a scenario insists on: each failure says what was expected and what was seen.</summary>
internal static class Expect
{
    public static void Equal<T>(string what, T expected, T seen)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, seen))
        {
            throw new ScenarioFailed($"{what}: {Show(expected)}", Show(seen));
        }
    }

    public static void Same<T>(string what, IEnumerable<T> expected, IEnumerable<T> seen)
    {
        var (wanted, got) = (expected.ToArray(), seen.ToArray());
        if (!wanted.SequenceEqual(got)) throw new ScenarioFailed($"{what}: {Show(wanted)}", Show(got));
    }

    public static void True(string expected, bool holds, object? seen)
    {
        if (!holds) throw new ScenarioFailed(expected, Show(seen));
    }

    private static string Show<T>(T value) => value is null ? "nothing" : value.ToString()!;

    private static string Show<T>(T[] values) => $"[{string.Join(", ", values)}]";
}
