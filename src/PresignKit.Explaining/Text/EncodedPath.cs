namespace PresignKit.Explaining.Text;

/// <summary>Percent-encodes text as SigV4 requires.</summary>
internal static class EncodedPath
{
    public static string Of(string path) => string.Join('/', path.Split('/').Select(Value));

#pragma warning disable RS0030 // The result is compared and shown, but never signed, so a lone surrogate does no harm.
    public static string Value(string value) => Uri.EscapeDataString(value);
#pragma warning restore RS0030
}
