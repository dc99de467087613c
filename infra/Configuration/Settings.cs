namespace PayFunctions.Infra.Configuration;

/// <summary>Words a missing or unreadable setting so that whoever starts the app can mend it at once.</summary>
public static class Settings
{
    /// <param name="name">The full name with colons: <c>WeChatPay:Merchants:1900000001:AppId</c>.</param>
    /// <param name="what">What is wrong with it, never its value: <c>is missing</c>.</param>
    /// <param name="example">A value that would do; never a secret.</param>
    public static string Wrong(string name, string what, string example) =>
        $"The setting {name} {what}. " +
        $"It is read from the environment ({name.Replace(":", "__", StringComparison.Ordinal)}) " +
        $"or from local.settings.json (Values, \"{name}\"). Example: {example}";
}
