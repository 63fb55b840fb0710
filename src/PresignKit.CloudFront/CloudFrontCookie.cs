using System.Diagnostics;

namespace PresignKit.CloudFront;

/// <summary>
/// One cookie of a grant. It is always <c>Secure</c> and <c>HttpOnly</c>. It has no expiry of its own: the browser deletes it when it closes, and its
/// signature expires with the grant. <see cref="ToString"/> and the debugger show it without its value.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CloudFrontCookie
{
    private readonly string _value;

    internal CloudFrontCookie(string name, string value, string path, string? domain, CloudFrontSameSite sameSite) =>
        (Name, _value, Path, Domain, SameSite) = (name, value, path, domain, sameSite);

    /// <summary>The name, such as <c>CloudFront-Policy</c>.</summary>
    public string Name { get; }

    /// <summary>The path that it is sent to: that of the folder, or of the object.</summary>
    public string Path { get; }

    /// <summary>The domain that it is sent to, with its subdomains.</summary>
    /// <value>Null: the host that sets it.</value>
    public string? Domain { get; }

    /// <summary>Which requests from other sites send it.</summary>
    public CloudFrontSameSite SameSite { get; }

    /// <summary>The value. All cookies of a grant together are as secret as a signed URL.</summary>
    /// <returns>The value, which needs no encoding.</returns>
    public string RevealValue() => _value;

    /// <summary>The value of a <c>Set-Cookie</c> header with all attributes.</summary>
    /// <returns>The header's value.</returns>
    public string RevealHeader() =>
        $"{Name}={_value}{(Domain is null ? "" : $"; Domain={Domain}")}; Path={Path}; Secure; HttpOnly; SameSite={SameSite}";

    /// <summary>Name, domain, and path, without the value.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Name}=<redacted>; {(Domain is null ? "" : $"Domain={Domain}; ")}Path={Path}";
}
