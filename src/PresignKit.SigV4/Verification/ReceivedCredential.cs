using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Verification;

/// <summary>Step: parsing a credential: <c>accessKeyId/yyyyMMdd/region/service/aws4_request</c>.</summary>
internal readonly record struct ReceivedCredential(string AccessKeyId, string Day, string Region, string Service)
{
    internal string Scope => CredentialScope.ToText(Day, Region, Service);

    internal static bool TryParse(string text, out ReceivedCredential credential)
    {
        // Parsed from the right: a store may issue access key IDs that contain slashes.
        var parts = text.Split('/');
        if (parts.Length < 5 || parts[^1] != CredentialScope.Terminator || parts[^4].Length != AmzDate.DayLength)
        {
            credential = default;
            return false;
        }

        credential = new ReceivedCredential(string.Join('/', parts[..^4]), parts[^4], parts[^3], parts[^2]);
        return credential.AccessKeyId.Length > 0;
    }

    internal bool IsFor(VerificationContext context, string dateText) =>
        Region == context.Region && Service == context.Service && dateText.StartsWith(Day, StringComparison.Ordinal);
}
