using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Wallets;

/// <summary>What a merchant asks to hold, as it came: nothing is known to be there or right.</summary>
public sealed record HoldRequest
{
    public string? HoldId { get; init; }

    /// <summary><c>amount.amount</c>: a decimal only so that a fraction can be told from a whole number.</summary>
    public decimal? Amount { get; init; }

    /// <summary><c>amount.currency</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>Null: the default.</summary>
    public int? ExpiresInSeconds { get; init; }
}

/// <summary>A hold that can be tried.</summary>
public sealed record NewHold(string Id, Money Amount, DateTimeOffset ExpiresAt);

/// <summary>The rules of a hold request; each problem names its field.</summary>
public static class HoldRules
{
    public static readonly TimeSpan ExpiresIn = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan LongestExpiry = TimeSpan.FromDays(7);

    /// <summary>What an id that is none is told.</summary>
    public const string IdRule = "is 1 to 64 letters, digits, _ or -";

    private const int IdCharsMax = 64;

    public static NewHold? Read(HoldRequest request, DateTimeOffset now, List<FieldProblem> problems)
    {
        var before = problems.Count;
        if (!IsId(request.HoldId)) problems.Add(new("holdId", IdRule));
        if (!IsAmount(request.Amount)) problems.Add(new("amount.amount", "is a whole number of minor units above zero"));
        var known = Currency.TryFromCode(request.Currency, out var currency);
        if (!known) problems.Add(new("amount.currency", "is not a currency that this system accounts in"));
        var expiresIn = request.ExpiresInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : ExpiresIn;
        if (expiresIn <= TimeSpan.Zero || expiresIn > LongestExpiry)
            problems.Add(new("expiresInSeconds", $"is between 1 and {LongestExpiry.TotalSeconds:0}"));
        return problems.Count > before
            ? null
            : new(request.HoldId!, new((long)request.Amount!.Value, currency), now + expiresIn);
    }

    /// <summary>Whether it can be a hold's or an account's id.</summary>
    public static bool IsId(string? id)
    {
        if (id is not { Length: > 0 and <= IdCharsMax }) return false;
        foreach (var letter in id)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-')) return false;
        }

        return true;
    }

    private static bool IsAmount(decimal? amount) =>
        amount is > 0 and <= long.MaxValue && decimal.IsInteger(amount.Value);
}
