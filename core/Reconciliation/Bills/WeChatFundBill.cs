using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>WeChat Pay's fund-flow bill: every movement of the account, a fee as a line of its own.</summary>
/// <remarks>
/// Source: WeChat Pay API v3, "资金账单". Movements are keyed by the provider's business number, so that they meet those of
/// <see cref="WeChatTradeFunds"/>, which is what the trade bill says of the same account.
/// </remarks>
public sealed class WeChatFundBill : BillFormat
{
    public static WeChatFundBill Instance { get; } = new();

    public override string Channel => "wechatpay-funds";

    internal override CellRules Cells => CellRules.CommaAndBacktick;

    internal override string Tail => "资金流水总";

    internal override BillLayout Open(HeaderNames header, Encoding encoding) => new WeChatFundLayout(header, encoding);
}
