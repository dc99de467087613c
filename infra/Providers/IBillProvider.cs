namespace PayFunctions.Infra.Providers;

/// <summary>What the app asks of a provider that tells each day's movements in a file of its own.</summary>
public interface IBillProvider
{
    /// <summary>As orders know it: <c>wechatpay</c>.</summary>
    string Channel { get; }

    /// <summary>Our accounts there, each with bills of its own, and the tenant that each belongs to.</summary>
    IReadOnlyCollection<BillAccount> Accounts { get; }

    /// <summary>Fetches one account's bill of a day, as it is: packed, and checked by nobody yet.</summary>
    /// <param name="day">A day in China.</param>
    /// <param name="to">Written from its beginning; with anything but <see cref="BillOutcome.Ready"/> what is in it is
    /// nothing.</param>
    Task<BillDownload> DownloadAsync(
        string account, DateOnly day, BillKind kind, Stream to, CancellationToken cancellation);

    /// <summary>Whether there are bills of that kind.</summary>
    bool Has(BillKind kind);
}

/// <summary>One of our accounts at a provider.</summary>
/// <param name="Id">The mchid, or what stands for it in orders.</param>
public sealed record BillAccount(string Id, string Tenant);

/// <summary>Which of the bills of a day.</summary>
public enum BillKind
{
    /// <summary>Payments and refunds.</summary>
    Trade,

    /// <summary>What moved the account's balance, fees among it.</summary>
    Funds,
}

/// <summary>How a fetch ended.</summary>
public enum BillOutcome
{
    Ready,

    /// <summary>Not made yet: ask again later.</summary>
    NotReady,

    /// <summary>Nothing moved that day, says the provider.</summary>
    Empty,

    /// <summary>No answer that can be trusted, or it is busy: ask again later.</summary>
    Later,

    /// <summary>For a reason that no repeat mends; <see cref="BillDownload.Code"/> says which.</summary>
    Refused,
}

/// <summary>What came of a fetch.</summary>
/// <param name="Hash">Hex digest of the uncompressed bytes, as the provider told it; null: it tells none.</param>
/// <param name="Code">The provider's own code, or why there is nothing.</param>
public sealed record BillDownload(BillOutcome Outcome, string? Hash = null, string? Code = null)
{
    internal static BillDownload Of(ProviderOutcome outcome, string? code) => new(
        outcome switch
        {
            ProviderOutcome.NotFound => BillOutcome.NotReady,
            ProviderOutcome.Refused => BillOutcome.Refused,
            ProviderOutcome.Answered or ProviderOutcome.Nothing or ProviderOutcome.Later or ProviderOutcome.NotSent
                or ProviderOutcome.Unknown => BillOutcome.Later,
        },
        Code: code);
}
