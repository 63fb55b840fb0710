namespace PresignKit.Explaining.Text;

/// <summary>Names of headers, parameters, and form fields whose values are never shown.</summary>
internal static class SecretNames
{
    /// <summary>What is shown instead of such a value.</summary>
    public const string Mark = "(redacted)";

    private static readonly string[] Words = ["signature", "token", "authorization", "cookie", "customer-key", "policy"];

    /// <summary>Whether the value of a header, parameter, or form field of this name must not be shown.</summary>
    public static bool Contain(string name) => Words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
