using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PresignKit.Providers;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>
/// The bucket policy statements of one store. All of them are denials, so they grant no access. None applies to the bucket policy itself if it could
/// lock someone out: an account that can set the policy can always remove it.
/// </summary>
/// <remarks>
/// Amazon S3 API Reference, "Amazon S3 Signature Version 4 Authentication Specific Policy Keys"; IAM User Guide, "AWS global condition
/// context keys" and "IAM JSON policy elements: Condition operators": a comparison with a key that is missing from the request
/// fails, and its negation succeeds.
/// </remarks>
internal sealed class BucketPolicyStatements
{
    private const string Mark = "PresignKit";

    /// <summary>
    /// S3 rejects requests whose header signature is older. A shorter limit would deny the backend access if the store applied the limit to those as
    /// well.
    /// </summary>
    private static readonly TimeSpan ShortestAge = TimeSpan.FromMinutes(15);

    /// <summary>Ensures that the holder of an expired URL still gets the error that it has expired, not that access is denied.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>
    /// No signature can be older than seven days ("Authenticating Requests: Using Query Parameters", X-Amz-Expires). A limit only minutes below that
    /// could not be tested.
    /// </summary>
    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(10);

    private static readonly string[] Kinds = ["SignatureVersion", "SignatureAge", "PlainHttp", "NotPresigned"];
    private readonly ImmutableArray<JsonObject>.Builder _statements = ImmutableArray.CreateBuilder<JsonObject>();
    private readonly ImmutableArray<string>.Builder _notes = ImmutableArray.CreateBuilder<string>();
    private readonly S3StoreSettings _settings;
    private readonly string _store;

    private BucketPolicyStatements(S3StoreSettings settings, BucketPolicyRequirement requirement)
    {
        _settings = settings;
        _store = Encode(requirement.StoreName);
        Deny(Kinds[0], Condition("StringEquals", "s3:signatureversion", "AWS"));
        AddAge(requirement.LongestLifetime);
        AddPlainHttp();
        AddNotPresigned();
    }

    /// <summary>The statements. Each has a unique identifier.</summary>
    public ImmutableArray<JsonObject> All => _statements.ToImmutable();

    /// <summary>Which denials were omitted, and why.</summary>
    public ImmutableArray<string> Notes => _notes.ToImmutable();

    /// <summary>The age above which a signature is denied; null if there is no limit.</summary>
    public TimeSpan? AgeLimit { get; private set; }

    private bool IsAmazon => _settings.ServiceUrl is not { } url || AmazonEndpoint.IsAmazon(url);

    private string Bucket => $"arn:{Partition}:s3:::{_settings.Bucket}";

    // AWS General Reference, "Amazon Resource Names (ARNs)".
    private string Partition => !IsAmazon ? "aws"
        : _settings.Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : _settings.Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";

    public static BucketPolicyStatements Of(S3StoreSettings settings, BucketPolicyRequirement requirement) => new(settings, requirement);

    /// <summary>Whether a statement belongs to this store, whether current or outdated.</summary>
    public static bool IsOurs(string? sid, string store) => sid is not null && Kinds.Any(kind => sid == Sid(kind, Encode(store)));

    private void AddAge(TimeSpan longest)
    {
        var limit = longest < ShortestAge ? ShortestAge : longest + Margin;
        if (limit >= LongestAge)
        {
            _notes.Add("Old signatures are not denied: a policy signs for seven days, and S3 itself accepts nothing older.");
            return;
        }

        AgeLimit = limit;
        var milliseconds = ((long)limit.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        Deny(Kinds[1], Condition("NumericGreaterThan", "s3:signatureAge", milliseconds));
    }

    private void AddPlainHttp()
    {
        foreach (var (bucket, setting) in new[] { (_settings.InternalBucket, "Endpoint"), (_settings.PublicBucket, "PublicEndpoint") })
        {
            if (!bucket.Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                _notes.Add($"Plain http is not denied: Stores:{_settings.Name}:{setting} uses http ({bucket.Url}) and would lose access.");
                return;
            }
        }

        // Amazon always reports how a request arrived and is always reached by https, so plain http is denied for the bucket as well. Other stores
        // may omit the key for plain http (Ceph does) or mistake https at a proxy for http, so there the denial does not apply to the policy itself.
        if (IsAmazon)
        {
            Deny(Kinds[2], Condition("Bool", "aws:SecureTransport", "false"), Bucket, $"{Bucket}/*");
        }
        else
        {
            Deny(Kinds[2], Condition("BoolIfExists", "aws:SecureTransport", "false"));
        }
    }

    private void AddNotPresigned()
    {
        if (_settings.DirectPrincipals.IsEmpty)
        {
            _notes.Add($"Requests that are not presigned are not denied, because the backend's own requests are not presigned. To deny them, add the "
                + $"backend's ARN, and those of everyone else who may access objects, to Stores:{_settings.Name}:DirectPrincipals.");
            return;
        }

        // Unsigned requests have neither key, so both negations hold.
        var condition = Condition("StringNotEquals", "s3:authType", "REST-QUERY-STRING", "POST");
        condition["ArnNotLike"] = new JsonObject { ["aws:PrincipalArn"] = Array(_settings.DirectPrincipals) };
        Deny(Kinds[3], condition);
    }

    // "s3:*" on objects matches every action on an object, but none on the bucket.
    private void Deny(string kind, JsonObject condition, params string[] resources) => _statements.Add(new()
    {
        ["Sid"] = Sid(kind, _store),
        ["Effect"] = "Deny",
        ["Principal"] = "*",
        ["Action"] = "s3:*",
        ["Resource"] = resources.Length == 0 ? $"{Bucket}/*" : Array(resources),
        ["Condition"] = condition,
    });

    private static JsonObject Condition(string comparison, string key, params string[] values) =>
        new() { [comparison] = new JsonObject { [key] = values.Length == 1 ? values[0] : Array(values) } };

    private static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    private static string Sid(string kind, string store) => $"{Mark}{kind}For{store}";

    /// <summary>
    /// An identifier may contain only letters and digits (IAM User Guide, "IAM JSON policy elements: Sid"). Different store names have different
    /// encodings.
    /// </summary>
    private static string Encode(string store)
    {
        var text = new StringBuilder(store.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(store))
        {
            if (octet != 'Z' && char.IsAsciiLetterOrDigit((char)octet))
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append('Z').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
