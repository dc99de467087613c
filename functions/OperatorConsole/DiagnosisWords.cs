using System.Globalization;
using PayFunctions.Core;
using PayFunctions.Core.Diagnosis;

namespace PayFunctions.OperatorConsole;

/// <summary>Findings as sentences, in English and in Chinese.</summary>
internal static class DiagnosisWords
{
    public static string Say(Finding finding, bool inChinese)
    {
        var (english, chinese) = Of(finding.Kind);
        return string.Format(
            CultureInfo.InvariantCulture, inChinese ? chinese : english, [.. finding.Values.Select(value => Text(value, inChinese))]);
    }

    /// <summary>A finding's value as a machine reads it, too.</summary>
    public static string Text(object value, bool inChinese) => value switch
    {
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        TimeSpan length => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(length.TotalSeconds)} {(inChinese ? "秒" : "s")}"),
        Money money => string.Create(CultureInfo.InvariantCulture, $"{Major(money)} {money.Currency.Code}"),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static (string English, string Chinese) Of(FindingKind kind) => kind switch
    {
        FindingKind.NotTaken => ("It was created at {0}, and {1} has not taken it yet.", "订单创建于 {0}，{1} 尚未受理。"),
        FindingKind.AwaitsPayer => (
            "It has waited for its payer since {0}: {1} has not told us of a payment. It expires at {2}.",
            "自 {0} 起等待付款：{1} 尚未通知支付。将于 {2} 过期。"),
        FindingKind.PastExpiry => (
            "It expired at {0}. {1} is asked how it ended before it is closed.", "订单已于 {0} 过期；关闭前先向 {1} 查询结果。"),
        FindingKind.BeingClosed => (
            "It is being closed at {0}: until that is confirmed, a payment may still come.", "正在 {0} 关单；确认之前仍可能收到付款。"),
        FindingKind.EndedUnpaid => ("It ended unpaid: no money came, or what came late goes back.", "订单未支付即已关闭；迟到的款项会自动退回。"),
        FindingKind.EndedFailed => ("Its provider refused it, or the payment failed: {0}.", "渠道拒绝或支付失败：{0}。"),
        FindingKind.IsPaid => ("It is paid: {0} at {1}, transaction {2}.", "已支付：{0}，时间 {1}，交易号 {2}。"),
        FindingKind.WentBackInPart => ("{0} of {1} went back to the payer.", "已退款 {0}，共支付 {1}。"),
        FindingKind.WentBack => ("All of it, {0}, went back to the payer.", "已全额退款：{0}。"),
        FindingKind.TakenBack => ("It was taken back as a whole.", "订单已整单冲正。"),
        FindingKind.LastHeard => ("The last that was said of it: {0} by {1}, written down at {2}.", "最近一次凭证：{0}（来源 {1}），记录于 {2}。"),
        FindingKind.LastAsked => ("It was last looked at, or asked about, at {0}.", "最近一次检查或查询：{0}。"),
        FindingKind.NextWake => ("It is looked at again at {0}, or as soon as a callback comes.", "下一次检查：{0}，或收到回调时立即进行。"),
        FindingKind.DriverEnded => ("Its orchestration ended at {0}: nothing of the order is left to do.", "编排已于 {0} 结束，订单无后续步骤。"),
        FindingKind.DriverMissing => (
            "Nothing drives it: its orchestration is missing. Reading the order starts it anew.", "没有编排在推动该订单；读取订单即会重新启动。"),
        FindingKind.DriverBroke => (
            "Its orchestration broke off at {0}; the healing run starts it anew within five minutes.", "编排于 {0} 中断；自动修复会在五分钟内重新启动。"),
        FindingKind.Healed => ("It had fallen through ({0}) and went on again at {1}.", "曾经中断（{0}），已于 {1} 恢复。"),
        FindingKind.FoundByAsking => (
            "No callback had told of its payment: we found it by asking, at {0}.", "支付并非由回调得知，而是 {0} 主动查询发现。"),
        FindingKind.LearnedLate => ("We learned of its payment {0} after it was made.", "支付发生 {0} 后我们才得知。"),
        FindingKind.ClockAhead => (
            "A message was signed {0} ahead of our clock, at {1}: compare both clocks.", "{1} 收到的消息签名时间比本机时钟快 {0}，请核对时钟。"),
        FindingKind.ArrivedLate => ("A message came {0} after it was signed, at {1}.", "{1} 收到的消息在签名 {0} 后才到达。"),
        FindingKind.CallbacksRefused => (
            "Since this instance started, {0} callbacks of {1} were refused ({2}), the last at {3}. What is refused names no order "
            + "that could be believed: one of them may be this order's.",
            "本实例启动以来拒绝了 {1} 的 {0} 个回调（{2}），最近一次 {3}。被拒回调中的订单号不可信，其中可能有本订单的通知。"),
        FindingKind.Contradicted => (
            "What {0} said at {3} contradicts it ({1}: {2}). It waits in quarantine for an operator.",
            "{0} 于 {3} 的通知与订单矛盾（{1}：{2}），已隔离，等待操作员处理。"),
        FindingKind.ContradictionResolved => (
            "What {0} said contradicted it ({1}); an operator decided on it: {2}.", "{0} 的通知曾与订单矛盾（{1}），操作员已处理：{2}。"),
        FindingKind.OtherAttemptOpen => ("Its attempt {0} through {1} is not closed yet: it may still be paid.", "支付尝试 {0}（{1}）尚未关闭，仍可能被支付。"),
        FindingKind.BeingReversed => ("It is being taken back as a whole since {0}.", "自 {0} 起正在整单冲正。"),
        FindingKind.ReversalRefused => ("Its reversal was refused: {0}.", "冲正被拒绝：{0}。"),
        FindingKind.RefundWaits => (
            "Refund {0} of {1}, asked for at {2}, is not with the provider yet. It waits for: {3}.", "退款 {0}（{1}）于 {2} 申请，渠道尚未受理，等待：{3}。"),
        FindingKind.RefundWaitsForShares => (
            "Refund {0} of {1} waits until receivers have given their shares back.", "退款 {0}（{1}）等待分账接收方回退。"),
        FindingKind.RefundUnderWay => ("Refund {0} of {1} has been with the provider since {2}: the money is on its way.", "退款 {0}（{1}）自 {2} 起由渠道处理，款项在途。"),
        FindingKind.RefundStuck => (
            "Refund {0} of {1} is stuck at the provider ({2}): an operator has to send it again or give it up.",
            "退款 {0}（{1}）在渠道处异常（{2}）：需操作员重新发起或放弃。"),
        FindingKind.RefundClosed => ("Refund {0} of {1} went nowhere ({2}): its amount is free again.", "退款 {0}（{1}）未成功（{2}），金额已释放。"),
        FindingKind.RefundDone => ("Refund {0} of {1} went back at {2}.", "退款 {0}（{1}）已于 {2} 退回。"),
        FindingKind.MessageWaits => (
            "The merchant has not taken {0} yet: {1} attempts, the last ended with {2}.", "商户尚未接收 {0}：已尝试 {1} 次，最近结果 {2}。"),
        FindingKind.MessageGivenUp => (
            "{0} was given up after {1} attempts, the last ended with {2}: it is a dead letter until somebody delivers it again.",
            "{0} 尝试 {1} 次后放弃，最近结果 {2}：已成死信，需人工重新投递。"),
        FindingKind.MessagesTaken => ("The merchant has taken every message, {0} of them.", "商户已接收全部 {0} 条通知。"),
    };

    private static string Major(Money money)
    {
        var digits = money.Currency.MinorUnitDigits;
        return ((decimal)money.MinorUnits / (decimal)Math.Pow(10, digits)).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }
}
