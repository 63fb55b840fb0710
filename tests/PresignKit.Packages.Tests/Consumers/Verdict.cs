using PresignKit.SigV4;

namespace PresignKit.Packages.Tests.Consumers;

/// <summary>Invented credentials, and a store's verdict on a URL that was signed with them.</summary>
internal static class Verdict
{
    private const string Id = "AKIDEXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static readonly SigV4Verifier Verifier = new(id => id == Id ? new SigV4Credentials(Id, Secret) : null, "eu-central-1");

    /// <summary>The environment that supplies a program with the credentials, so that it does not look elsewhere.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = Id,
        ["AWS_SECRET_ACCESS_KEY"] = Secret,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    public static SigV4Failure Of(string url, string method = "GET")
    {
        const string scheme = "https://";
        Assert.StartsWith(scheme, url, StringComparison.Ordinal);
        var slash = url.IndexOf('/', scheme.Length);
        var request = new WireRequest(method, url[slash..], [new NameValue("Host", url[scheme.Length..slash])]);
        return Verifier.VerifyPresignedUrl(request, TimeProvider.System.GetUtcNow()).Failure;
    }
}
