using PayFunctions.Core.Wallets;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Orders;

/// <summary>
/// Reads a merchant's request for an order, by the terms that hold: all that is wrong is named at once.
/// </summary>
public static class OrderRules
{
    /// <summary>Thirty days after its payment WeChat Pay releases what is frozen by itself.</summary>
    private const int LongestFrozen = 30 * 24 * 60 * 60;

    /// <param name="tenant">Whose key the request came with.</param>
    /// <param name="now">When it is created; kept to the millisecond, the expiry to the second (as providers take
    /// it).</param>
    public static OrderReading Read(OrderRequest request, string tenant, OrderTerms terms, DateTimeOffset now)
    {
        var problems = new List<FieldProblem>();
        var way = ReadWay(request, terms, problems);
        var total = ReadTotal(request, way, problems);
        var life = ReadLife(request, terms, problems);
        ReadWords(request, way, problems);
        var payer = PayerRules.Read(request, way, problems);
        ReadNotify(request, terms, problems);
        if (request.TopUp is { } account && !HoldRules.IsId(account)) problems.Add(new("topUp", HoldRules.IdRule));
        ReadSharing(request, way, problems);
        ReadSettlement(request, problems);
        if (problems.Count > 0) return new(null, problems);

        return new(new Order
        {
            Key = new(tenant, request.OrderId!),
            Channel = request.Channel!,
            Method = request.Method!,
            MerchantId = request.MerchantId!,
            Description = request.Description!,
            Total = total,
            CreatedAt = Floor(now, TimeSpan.TicksPerMillisecond),
            ExpiresAt = Floor(now, TimeSpan.TicksPerSecond) + life,
            Notify = request.Notify,
            TopUp = request.TopUp,
            Payer = payer,
            Sharing = request.ProfitSharing == true ? SharingState.Open : SharingState.None,
            SettleAfterSeconds = request.SettleAfterSeconds,
            Paid = Money.Zero(total.Currency),
            Refunded = Money.Zero(total.Currency),
            RefundReserved = Money.Zero(total.Currency),
            Shared = Money.Zero(total.Currency),
            ShareReserved = Money.Zero(total.Currency),
        }, problems);
    }

    private static PayingTerms? ReadWay(OrderRequest request, OrderTerms terms, List<FieldProblem> problems)
    {
        if (request.Channel is null) problems.Add(new("channel", "is missing"));
        if (request.Method is null) problems.Add(new("method", "is missing"));
        if (request.Channel is null || request.Method is null) return null;

        PayingTerms? ofChannel = null;
        foreach (var way in terms.Ways)
        {
            if (way.Channel != request.Channel) continue;
            if (way.Method == request.Method) return way;
            ofChannel = way;
        }

        problems.Add(ofChannel is null
            ? new("channel", "is not a channel that this app pays through")
            : new("method", $"is not a way of paying through {ofChannel.Channel}"));
        return null;
    }

    private static Money ReadTotal(OrderRequest request, PayingTerms? way, List<FieldProblem> problems)
    {
        var known = Currency.TryFromCode(request.Currency, out var currency);
        if (request.Currency is null) problems.Add(new("total.currency", "is missing"));
        else if (!known) problems.Add(new("total.currency", "is not a currency that this app accounts in"));
        else if (way is not null && way.Currency != Currency.None && currency != way.Currency)
        {
            problems.Add(new("total.currency", $"is not {way.Currency}, which is all that {way.Channel} takes"));
        }

        if (AmountProblem(request.Amount, way) is { } problem) problems.Add(new("total.amount", problem));
        else return new(decimal.ToInt64(request.Amount!.Value), currency);
        return default;
    }

    private static string? AmountProblem(decimal? amount, PayingTerms? way)
    {
        if (amount is not { } value) return "is missing";
        if (value != decimal.Truncate(value)) return "is not a whole number of minor units";
        if (value <= 0) return "is not above zero";
        var largest = way?.Largest ?? long.MaxValue;
        return value > largest ? $"is above the largest that is taken, {largest}" : null;
    }

    private static TimeSpan ReadLife(OrderRequest request, OrderTerms terms, List<FieldProblem> problems)
    {
        var life = request.ExpiresInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : terms.DefaultExpiry;
        if (life >= terms.ShortestExpiry && life <= terms.LongestExpiry) return life;
        problems.Add(new("expiresInSeconds",
            $"is not within {terms.ShortestExpiry.TotalSeconds} and {terms.LongestExpiry.TotalSeconds}"));
        return default;
    }

    private static void ReadWords(OrderRequest request, PayingTerms? way, List<FieldProblem> problems)
    {
        if (request.OrderId is null) problems.Add(new("orderId", "is missing"));
        else if (!OrderIdRule.Accepts(request.OrderId))
        {
            problems.Add(new("orderId", "is not 6 to 32 of 0-9 A-Z a-z _ - | *"));
        }
        else if (way is { PlainIds: true } && !OrderIdRule.AcceptsPlain(request.OrderId))
        {
            problems.Add(new("orderId", $"is not 8 to 32 of 0-9 A-Z a-z, which is all that {way.Channel} takes"));
        }

        if (string.IsNullOrEmpty(request.MerchantId)) problems.Add(new("merchantId", "is missing"));
        if (DescriptionProblem(request.Description, way) is { } problem) problems.Add(new("description", problem));
    }

    private static void ReadNotify(OrderRequest request, OrderTerms terms, List<FieldProblem> problems)
    {
        if (request.Notify is not { } notify) return;
        var problem = WebhookAddressRules.Problem(notify, terms.PrivateNotify);
        if (problem is not null) problems.Add(new("notify", problem));
    }

    private static void ReadSharing(OrderRequest request, PayingTerms? way, List<FieldProblem> problems)
    {
        if (request.ProfitSharing != true) return;
        if (way is { CanShare: false })
            problems.Add(new("profitSharing", $"is not possible with what is paid through {way.Channel}"));
        if (request.TopUp is not null)
            problems.Add(new("profitSharing", "is not possible with topUp: what is put on a wallet is spent from there"));
    }

    private static void ReadSettlement(OrderRequest request, List<FieldProblem> problems)
    {
        if (request.SettleAfterSeconds is not { } seconds) return;
        if (request.ProfitSharing != true)
            problems.Add(new("settlement", "is of what profitSharing keeps frozen: it needs that to be true"));
        if (seconds is < 1 or > LongestFrozen)
            problems.Add(new("settlement.afterSeconds", $"is not 1 to {LongestFrozen}"));
    }

    private static string? DescriptionProblem(string? description, PayingTerms? way)
    {
        if (string.IsNullOrWhiteSpace(description)) return "is missing";
        foreach (var c in description)
        {
            if (char.IsControl(c)) return "holds a control character";
        }

        return way is not null && description.Length > way.DescriptionLength
            ? $"is longer than {way.DescriptionLength} characters" : null;
    }

    private static DateTimeOffset Floor(DateTimeOffset at, long ticks)
    {
        var utc = at.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % ticks));
    }
}
