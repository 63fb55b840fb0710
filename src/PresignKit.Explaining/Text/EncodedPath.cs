namespace PresignKit.Explaining.Text;

/// <summary>Text, percent-encoded as the signing core encodes it.</summary>
internal static class EncodedPath
{
    public static string Of(string path) => string.Join('/', path.Split('/').Select(Value));

#pragma warning disable RS0030 // What is encoded here is compared and shown, never signed: a lone surrogate does no harm.
    public static string Value(string value) => Uri.EscapeDataString(value);
#pragma warning restore RS0030
}
