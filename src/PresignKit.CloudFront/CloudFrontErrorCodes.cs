namespace PresignKit.CloudFront;

/// <summary>
/// The stable codes of what a CloudFront store refuses, in addition to <see cref="ErrorCodes"/>. The exceptions are <see cref="StoreException"/>s.
/// </summary>
public static class CloudFrontErrorCodes
{
    /// <summary>
    /// The distribution cannot do this: it accepts no uploads or deletions, its signatures cover both GET and HEAD, and it cannot deliver versions or parts.
    /// </summary>
    public const string NotSupportedByCdn = "not-supported-by-cdn";

    /// <summary>
    /// The download needs response headers, and the store's settings do not say that the distribution forwards them (<see
    /// cref="CloudFrontStoreOptions.ForwardsResponseHeaders"/>). Use a policy with <see cref="DownloadPolicyOptions.UseStoredHeaders"/>.
    /// </summary>
    public const string ResponseHeadersNotForwarded = "response-headers-not-forwarded";

    /// <summary>
    /// Many URLs were requested at once, and an external signer is not called for each of them. Set <see cref="DownloadRequest.SharedFolder"/>, or use signed
    /// cookies.
    /// </summary>
    public const string SharedFolderRequired = "shared-folder-required";

    /// <summary>
    /// One signature would cover a folder that it must not: the root of the distribution, a folder outside of its origin path, or any folder if the
    /// distribution forwards response headers.
    /// </summary>
    public const string FolderNotAllowed = "folder-not-allowed";
}
