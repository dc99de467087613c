using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>WeChat Pay's trade bill: a line a payment, a line a refund, a summary.</summary>
/// <remarks>
/// Source: WeChat Pay API v3, "交易账单". Types ALL, SUCCESS and REFUND and the edition before 2019; columns are found by name.
/// Amounts in yuan with 2 decimals, refunds positive, fees with 5; times in China, without an offset.
/// </remarks>
public sealed class WeChatTradeBill : BillFormat
{
    public static WeChatTradeBill Instance { get; } = new();

    public override string Channel => "wechatpay";

    internal override CellRules Cells => CellRules.CommaAndBacktick;

    internal override string Tail => "总";

    internal override BillLayout Open(HeaderNames header, Encoding encoding) => new WeChatTradeLayout(header);
}
