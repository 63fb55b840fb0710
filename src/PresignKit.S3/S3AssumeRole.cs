namespace PresignKit.S3;

/// <summary>A role that a store's requests are signed with; see <see cref="S3StoreOptions.AssumeRole"/>.</summary>
public sealed class S3AssumeRole
{
    /// <summary>The role: <c>arn:aws:iam::123456789012:role/media</c>; on Ceph <c>arn:aws:iam:::role/media</c>. Required.</summary>
    /// <value>Null, which is rejected.</value>
    public string? RoleArn { get; set; }

    /// <summary>The name of the sessions in the token service's log: 2 to 64 letters, digits and <c>_+=,.@-</c>.</summary>
    /// <value>Null: <c>presignkit-</c> and the store's name.</value>
    public string? SessionName { get; set; }

    /// <summary>
    /// The external ID that the role's trust policy requires, if the role belongs to another account: 2 to 1,224 letters, digits and <c>_+=,.@:/-</c>.
    /// </summary>
    /// <value>Null.</value>
    public string? ExternalId { get; set; }

    /// <summary>
    /// How long a session lasts: 15 minutes to 12 hours, in whole seconds, and no longer than the role allows. No URL is valid for longer, so it should
    /// exceed the longest lifetime of a policy by at least a third; otherwise some URLs get a shorter lifetime than their policy's.
    /// </summary>
    /// <value>1 hour.</value>
    public TimeSpan Duration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The token service: <c>https://sts.eu-central-1.amazonaws.com</c>. It returns secrets, so use http only in a network that you trust.</summary>
    /// <value>Null: Amazon's regional one for a store at Amazon, otherwise <see cref="S3StoreOptions.Endpoint"/>, which Ceph and MinIO support.</value>
    public string? Endpoint { get; set; }

    /// <summary>
    /// The file with the OpenID Connect token that authenticates the request (AssumeRoleWithWebIdentity). It is read again for each session, so
    /// its issuer can replace it. No other credentials are needed.
    /// </summary>
    /// <value>Null: the configured credentials authenticate it (AssumeRole).</value>
    public string? WebIdentityTokenFile { get; set; }
}
