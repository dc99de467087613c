using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Simulation;

/// <summary>What is true at the provider of one payment's shares: who has what, what is on its way, what came back.</summary>
internal sealed class ModelSharing(OrderKey key, TimeProvider clock, Func<string> number)
{
    private readonly Dictionary<string, Sent> _splits = [];
    private readonly Dictionary<string, SentBack> _returns = [];

    /// <summary>Whether the rest was released to the merchant.</summary>
    public bool IsReleased => _splits.Values.Any(split => split is { Releases: true, IsDone: true });

    /// <summary>What receivers have, less what they gave back.</summary>
    public long Held => _splits.Values.Where(split => split.IsDone).Sum(split => split.Received)
        - _returns.Values.Where(given => given.State == SplitEvent.Done).Sum(given => given.Amount);

    /// <summary>What of that payment only the receivers could send back: theirs, and what is on its way to them.</summary>
    public long Bound(string transactionId) =>
        _splits.Values.Where(split => split.TransactionId == transactionId)
            .Sum(split => split.IsDone ? split.Received : split.Asked)
        - _returns.Values.Where(given => given.State == SplitEvent.Done && given.TransactionId == transactionId)
            .Sum(given => given.Amount);

    public SplitAnswer Place(Split split, long free)
    {
        if (!_splits.TryGetValue(split.Number, out var known))
        {
            if (split.Shared.MinorUnits > free || _splits.Values.Any(other => other.Releases))
                return new(ProviderOutcome.Refused, Code: "INVALID_REQUEST");
            _splits[split.Number] = known = new(split, $"30{number()}");
        }

        return SplitAnswer.Says(Says(known));
    }

    public SplitAnswer Query(Split split) => _splits.GetValueOrDefault(split.Number) is { } known
        ? SplitAnswer.Says(Says(known))
        : new(ProviderOutcome.NotFound, Code: "RESOURCE_NOT_EXISTS");

    public SplitAnswer Return(Split split, ShareReturn given)
    {
        if (!_returns.TryGetValue(given.Number, out var known))
        {
            var left = _splits[split.Number].ReceivedBy(given.Account) - _returns.Values
                .Where(other => other.Of == split.Number && other.Account == given.Account && other.State != SplitEvent.Failed)
                .Sum(other => other.Amount);
            if (given.Amount.MinorUnits > left) return new(ProviderOutcome.Refused, Code: "INVALID_REQUEST");
            _returns[given.Number] = known = new(split, given, $"31{number()}");
        }

        return SplitAnswer.Says(Says(known));
    }

    public SplitAnswer QueryReturn(ShareReturn given) => _returns.GetValueOrDefault(given.Number) is { } known
        ? SplitAnswer.Says(Says(known))
        : new(ProviderOutcome.NotFound, Code: "RESOURCE_NOT_EXISTS");

    /// <summary>Whatever is on its way ends, the oldest first; what arrived is told, one receiver each.</summary>
    /// <param name="goesWrong">A receiver does not get its share, or does not give it back.</param>
    public IEnumerable<ShareNotice> End(bool goesWrong)
    {
        if (_splits.Values.FirstOrDefault(split => !split.IsDone) is { } split)
        {
            split.End(goesWrong);
            return split.Shares.Where(share => share.Result == ShareResult.Received)
                .Select(share => Notice(split.Number, split.ProviderId, share.Account, share.Amount, isReturn: false)).ToArray();
        }

        if (_returns.Values.FirstOrDefault(given => given.State == SplitEvent.Accepted) is not { } back) return [];
        back.State = goesWrong ? SplitEvent.Failed : SplitEvent.Done;
        var came = new Money(back.Amount, Currency.Cny);
        return goesWrong ? [] : [Notice(back.Number, back.ProviderId, back.Account, came, isReturn: true)];
    }

    private ShareNotice Notice(string named, string providerId, string account, Money amount, bool isReturn) => new()
    {
        Id = $"EV{number()}",
        Number = named,
        At = clock.GetUtcNow(),
        Provider = "wechatpay",
        MerchantId = "1900000001",
        ProviderId = providerId,
        Account = account,
        Amount = amount,
        IsReturn = isReturn,
    };

    private SplitEvidence Says(Sent split) => Says(
        split.SplitId, null, split.Number, split.IsDone ? SplitEvent.Done : SplitEvent.Accepted, split.ProviderId) with
    {
        Shares = split.Shares,
    };

    private SplitEvidence Says(SentBack given) =>
        Says(given.SplitId, given.ReturnId, given.Number, given.State, given.ProviderId) with
        {
            Amount = new(given.Amount, Currency.Cny),
        };

    private SplitEvidence Says(string splitId, string? returnId, string named, SplitEvent happened, string providerId) => new()
    {
        Source = EvidenceSource.Answer,
        Id = $"{named}-{happened}",
        SplitId = splitId,
        ReturnId = returnId,
        Event = happened,
        At = clock.GetUtcNow(),
        Provider = "wechatpay",
        MerchantId = key.Tenant == "default" ? "1900000001" : "",
        ProviderId = providerId,
    };

    private sealed class Sent(Split split, string providerId)
    {
        public string Number => split.Number;

        public string SplitId => split.Id;

        public string ProviderId => providerId;

        public string TransactionId => split.TransactionId;

        public bool Releases => split.UnfreezeRest;

        public bool IsDone { get; private set; }

        public IReadOnlyList<Share> Shares { get; private set; } = split.Shares;

        public long Asked => split.Shared.MinorUnits;

        public long Received => Shares.Where(share => share.Result == ShareResult.Received).Sum(share => share.Amount.MinorUnits);

        public long ReceivedBy(string account) => Shares
            .Where(share => share.Account == account && share.Result == ShareResult.Received).Sum(share => share.Amount.MinorUnits);

        public void End(bool goesWrong)
        {
            IsDone = true;
            Shares =
            [
                .. Shares.Select((share, nth) => goesWrong && nth == 0
                    ? share with { Result = ShareResult.NotReceived, Reason = "ACCOUNT_ABNORMAL" }
                    : share with { Result = ShareResult.Received }),
            ];
        }
    }

    private sealed class SentBack(Split split, ShareReturn given, string providerId)
    {
        public string Of => split.Number;

        public string SplitId => split.Id;

        public string ReturnId => given.Id;

        public string Number => given.Number;

        public string ProviderId => providerId;

        public string TransactionId => split.TransactionId;

        public string Account => given.Account;

        public long Amount => given.Amount.MinorUnits;

        public SplitEvent State { get; set; } = SplitEvent.Accepted;
    }
}
