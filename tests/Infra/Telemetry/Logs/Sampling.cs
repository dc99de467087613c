using PayFunctions.Infra.Telemetry.Logs;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Telemetry.Logs;

internal static class Sampling
{
    public static LogSampling Of(LogOptions options) => new(new Monitored<LogOptions>(options), TimeProvider.System);
}
