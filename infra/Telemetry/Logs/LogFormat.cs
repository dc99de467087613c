namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>How lines look on standard output.</summary>
public enum LogFormat
{
    /// <summary>For people where it is a terminal, else JSON.</summary>
    Auto,

    /// <summary>For people.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
