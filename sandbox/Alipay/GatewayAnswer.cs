using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>An answer's node before it is signed.</summary>
internal sealed record GatewayAnswer(JsonObject Node, bool IsSigned = true)
{
    public string Code => Node["code"]!.GetValue<string>();

    public string? SubCode => Node["sub_code"]?.GetValue<string>();

    public static GatewayAnswer Ok(JsonObject more)
    {
        var node = new JsonObject { ["code"] = "10000", ["msg"] = "Success" };
        foreach (var (name, value) in more) node[name] = value?.DeepClone();
        return new(node);
    }

    public static GatewayAnswer Failed(string subCode, string text) => new(new JsonObject
    {
        ["code"] = "40004",
        ["msg"] = "Business Failed",
        ["sub_code"] = subCode,
        ["sub_msg"] = text,
    });

    public static GatewayAnswer Invalid(string subCode, string text) => new(new JsonObject
    {
        ["code"] = "40002",
        ["msg"] = "Invalid Arguments",
        ["sub_code"] = subCode,
        ["sub_msg"] = text,
    }, IsSigned: false);

    /// <summary>Nothing was done: a cancel says so by its flag, the others by a code.</summary>
    public static GatewayAnswer TryAgain(GatewayRequest request) => request["method"] == "alipay.trade.cancel"
        ? Ok(new() { ["out_trade_no"] = request.Text("out_trade_no"), ["retry_flag"] = "Y" })
        : Failed("ACQ.SYSTEM_ERROR", "系统错误");

    public static GatewayAnswer NoTrade => Failed("ACQ.TRADE_NOT_EXIST", "交易不存在");
}
