using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The trade bill of WeChat Pay once more, as what it must have done to the account: the third side of a comparison.</summary>
/// <remarks>
/// A payment is its settled amount and, on a line of its own, its fee in whole fen; a refund is what was sent back less the fee
/// that came back with it. Keyed by the provider's numbers, as <see cref="WeChatFundBill"/> is.
/// </remarks>
public sealed class WeChatTradeFunds : BillFormat
{
    public static WeChatTradeFunds Instance { get; } = new();

    public override string Channel => "wechatpay-trade-funds";

    internal override CellRules Cells => WeChatTradeBill.Instance.Cells;

    internal override string Tail => WeChatTradeBill.Instance.Tail;

    internal override BillLayout Open(HeaderNames header, Encoding encoding) => new WeChatTradeLayout(header, asFunds: true);
}
