namespace PayFunctions.Bench.World;

/// <summary>How long a benchmark runs: in full, or with <c>--short</c> just long enough to see that it runs.</summary>
internal static class Turn
{
    public const string Option = "--short";

    public static bool IsShort { get; set; }

    public static int Of(int full, int brief) => IsShort ? brief : full;
}
