namespace PresignKit.S3;

/// <summary>A role that a store's requests are signed with; see <see cref="S3StoreOptions.AssumeRole"/>.</summary>
public sealed class S3AssumeRole
{
    /// <summary>The role: <c>arn:aws:iam::123456789012:role/media</c>; on Ceph <c>arn:aws:iam:::role/media</c>. Required.</summary>
    /// <value>Null, which is refused.</value>
    public string? RoleArn { get; set; }

    /// <summary>What the token service's log calls the sessions: 2 to 64 letters, digits and <c>_+=,.@-</c>.</summary>
    /// <value>Null: <c>presignkit-</c> and the store's name.</value>
    public string? SessionName { get; set; }

    /// <summary>What the role's trust policy asks for, where it belongs to somebody else: 2 to 1,224 letters, digits and <c>_+=,.@:/-</c>.</summary>
    /// <value>Null.</value>
    public string? ExternalId { get; set; }

    /// <summary>
    /// How long a session lasts: 15 minutes to 12 hours, in whole seconds, and no longer than the role allows. No URL lives longer, so let it be longer
    /// than the longest policy's expiry; where it is less than a third longer, URLs get less than that expiry now and then.
    /// </summary>
    /// <value>1 hour.</value>
    public TimeSpan Duration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The token service: <c>https://sts.eu-central-1.amazonaws.com</c>. Session keys come from it, so http is for a network that you trust.</summary>
    /// <value>Null: Amazon's regional one for a store at Amazon, else <see cref="S3StoreOptions.Endpoint"/>: Ceph and MinIO answer there.</value>
    public string? Endpoint { get; set; }

    /// <summary>
    /// The file with the OpenID Connect token that proves who asks (AssumeRoleWithWebIdentity). It is read anew for each session, so
    /// whoever issues the token may replace it. No keys are needed then.
    /// </summary>
    /// <value>Null: keys prove it (AssumeRole).</value>
    public string? WebIdentityTokenFile { get; set; }
}
