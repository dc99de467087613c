using System.Globalization;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>Every transaction the provider knows, and the rules by which one changes.</summary>
internal sealed class TransactionBook(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string MerchantId, string OutTradeNo), Transaction> _held = [];
    private readonly Dictionary<string, Transaction> _again = [];
    private long _lastNumber = 1_000_000_000;

    public Transaction? Find(string merchantId, string outTradeNo)
    {
        lock (_gate) return _held.GetValueOrDefault((merchantId, outTradeNo));
    }

    /// <summary>The transaction of that number, whoever's it is: numbers are unique within a sandbox.</summary>
    public Transaction? Find(string outTradeNo)
    {
        lock (_gate) return _held.Values.SingleOrDefault(t => t.OutTradeNo == outTradeNo);
    }

    /// <summary>The transaction that this was the prepay's answer to.</summary>
    public Transaction? FindOffered(string offer)
    {
        lock (_gate) return _held.Values.SingleOrDefault(t => t.Offer == offer);
    }

    public SimulatedAnswer Place(Transaction asked)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue((asked.MerchantId, asked.OutTradeNo), out var held))
            {
                _held.Add((asked.MerchantId, asked.OutTradeNo), held = asked);
            }

            return held switch
            {
                { State: TransactionState.Paid } => SimulatedAnswer.Error(400, "ORDER_PAID", "订单已支付", "268449538"),
                { State: not TransactionState.NotPaid } => SimulatedAnswer.Error(400, "ORDER_CLOSED", "订单已关闭"),
                _ when !held.SameParameters(asked) =>
                    SimulatedAnswer.Error(400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致", "268498688"),
                _ => SimulatedAnswer.Ok(new JsonObject { [OfferName(held.Way)] = held.Offer }),
            };
        }
    }

    public SimulatedAnswer Close(string merchantId, string outTradeNo)
    {
        lock (_gate)
        {
            var key = (merchantId, outTradeNo);
            if (!_held.TryGetValue(key, out var held)) return Unknown;
            if (held.State == TransactionState.Paid)
            {
                return SimulatedAnswer.Error(400, "ORDER_PAID", "订单已支付", "268449538");
            }

            if (held.State is TransactionState.PayError or TransactionState.Revoked)
            {
                return SimulatedAnswer.Error(400, "ORDER_CLOSED", "订单已关闭");
            }

            _held[key] = held with { State = TransactionState.Closed };
            return SimulatedAnswer.NoContent;
        }
    }

    /// <summary>Takes the payer's money; null when the provider would not have let them pay.</summary>
    /// <param name="evenIfLate">A payment begun in time ends after the expiry or the close.</param>
    public Transaction? Pay(string outTradeNo, long? total, bool evenIfLate)
    {
        lock (_gate)
        {
            var held = _held.Values.SingleOrDefault(t => t.OutTradeNo == outTradeNo);
            if (held is null or { State: not (TransactionState.NotPaid or TransactionState.Closed) }) return null;
            var late = held.State == TransactionState.Closed || held.TimeExpire <= clock.GetUtcNow();
            if (late && !evenIfLate) return null;
            return _held[(held.MerchantId, outTradeNo)] = Paid(held, total);
        }
    }

    /// <summary>
    /// Takes money once more for an order that is paid: what a provider should not do. Null: it is not.
    /// </summary>
    public Transaction? PayAgain(string outTradeNo)
    {
        lock (_gate)
        {
            var held = _held.Values.SingleOrDefault(t => t.OutTradeNo == outTradeNo);
            if (held is not { State: TransactionState.Paid }) return null;
            var again = Paid(held, null);
            return _again[again.TransactionId!] = again;
        }
    }

    /// <summary>Everything that was ever paid to that merchant.</summary>
    public Transaction[] PaymentsOf(string merchantId)
    {
        lock (_gate)
            return [.. _held.Values.Concat(_again.Values).Where(t => t.MerchantId == merchantId && t.SuccessTime is not null)];
    }

    /// <summary>Holds what was done before anybody looked.</summary>
    public void Put(Transaction past)
    {
        lock (_gate) _held[(past.MerchantId, past.OutTradeNo)] = past;
    }

    /// <summary>The payment of that number; null when there is none of that merchant.</summary>
    public Transaction? FindPayment(string merchantId, string transactionId)
    {
        lock (_gate)
        {
            var held = _held.Values.SingleOrDefault(t => t.TransactionId == transactionId)
                ?? _again.GetValueOrDefault(transactionId);
            return held?.MerchantId == merchantId ? held : null;
        }
    }

    /// <summary>From now on the order is told as one of which something was sent back.</summary>
    public void NoteRefund(Transaction paid)
    {
        lock (_gate)
        {
            var key = (paid.MerchantId, paid.OutTradeNo);
            if (_held[key].TransactionId == paid.TransactionId) _held[key] = _held[key] with { IsRefunded = true };
        }
    }

    /// <summary>
    /// Ends an unpaid transaction the way that the provider ends one by itself; false when it is not unpaid.
    /// </summary>
    public bool Fail(string outTradeNo, TransactionState end)
    {
        lock (_gate)
        {
            var held = _held.Values.SingleOrDefault(t => t.OutTradeNo == outTradeNo);
            if (held is not { State: TransactionState.NotPaid }) return false;
            _held[(held.MerchantId, outTradeNo)] = held with { State = end };
            return true;
        }
    }

    /// <summary>The transaction as it would be if it were paid; nothing is booked.</summary>
    public Transaction Paid(Transaction held, long? total) => held with
    {
        State = TransactionState.Paid,
        TransactionId = "4200000000" + clock.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture)
            + Interlocked.Increment(ref _lastNumber).ToString(CultureInfo.InvariantCulture),
        PaidTotal = total ?? held.Total,
        SuccessTime = clock.GetUtcNow(),
    };

    private static string OfferName(string way) => way switch
    {
        Route.Native => "code_url",
        Route.H5 => "h5_url",
        _ => "prepay_id",
    };

    public static SimulatedAnswer Unknown { get; } =
        SimulatedAnswer.Error(404, "ORDER_NOT_EXIST", "订单不存在", "268512771");
}
