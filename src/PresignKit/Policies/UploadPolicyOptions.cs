using PresignKit.Issuing;

namespace PresignKit;

/// <summary>
/// The settings of one upload policy, from code or from <c>PresignKit:UploadPolicies:NAME</c>. All are checked when the host
/// starts.
/// </summary>
public sealed class UploadPolicyOptions
{
    /// <summary>The store that uploads go to.</summary>
    /// <value>Null: the default store.</value>
    public string? Store { get; set; }

    /// <summary>
    /// The content types a file may have: exact ones (<c>video/mp4</c>) or whole families (<c>image/*</c>). A family is matched
    /// here and never sent to the store: a slot is always for one exact type.
    /// </summary>
    /// <value>Empty, which is refused: a policy names its types.</value>
    public IList<string> AllowedContentTypes
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>
    /// Content types of active content (HTML, SVG, XML, scripts) that this policy accepts although a browser may execute them
    /// in the store's origin. They also have to be in <see cref="AllowedContentTypes"/>; a family never includes them.
    /// </summary>
    /// <value>Empty: active content is refused.</value>
    public IList<string> AllowedActiveContentTypes
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>Further names of content types, from what clients declare to the type that is meant, such as <c>video/x-m4v</c> to <c>video/mp4</c>.</summary>
    /// <value>Empty; common aliases (<c>image/jpg</c>, <c>audio/x-wav</c>, <c>application/x-pdf</c> and others) are known.</value>
    public IDictionary<string, string> ContentTypeAliases
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The largest file in bytes. Required; a single request to S3 carries at most 5 GiB.</summary>
    /// <value>Null, which is refused: a policy names its limit.</value>
    public long? MaximumSize { get; set; }

    /// <summary>The smallest file in bytes.</summary>
    /// <value>1: empty files are refused.</value>
    public long MinimumSize { get; set; } = 1;

    /// <summary>How long a slot lives: 1 second to 7 days, whole seconds. An upload must begin within it.</summary>
    /// <value>15 minutes.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long a slot has to live at least. Temporary credentials of the store may cut it short: one that would live for less is refused
    /// (<c>credentials-too-short</c>), once credentials that last longer have been asked for. A request that asks for a shorter expiry gets it.
    /// 1 second to <see cref="Lifetime"/>, whole seconds.
    /// </summary>
    /// <value>Null: as long as the credentials allow.</value>
    public TimeSpan? MinimumLifetime { get; set; }

    /// <summary>
    /// The template of object keys: literal text and tokens, such as <c>uploads/{tenant}/{date:yyyy/MM/dd}/{id}{ext}</c>.
    /// <list type="bullet">
    /// <item><c>{id}</c>: 128 random bits as 32 lowercase hexadecimal digits, so that nobody can guess a key.</item>
    /// <item><c>{ext}</c>: the extension of the accepted content type, dot included; empty for types that have none.</item>
    /// <item><c>{filename}</c>: the client's file name without its extension, reduced to letters, digits, and <c>-</c>.</item>
    /// <item><c>{date:FORMAT}</c>: the UTC date in a format of <c>yyyy</c>, <c>MM</c>, <c>dd</c>, <c>HH</c>, <c>/</c>, and <c>-</c>.</item>
    /// <item><c>{tenant}</c>, <c>{user}</c>, and the names in <see cref="KeyValues"/>: what the application supplies.</item>
    /// </list>
    /// </summary>
    /// <value><c>uploads/{date:yyyy/MM/dd}/{id}{ext}</c>.</value>
    public string Key { get; set; } = "uploads/{date:yyyy/MM/dd}/{id}{ext}";

    /// <summary>The tokens of <see cref="Key"/> that the application fills by <see cref="UploadRequest.KeyValues"/>.</summary>
    /// <value>Empty; <c>tenant</c> and <c>user</c> are always known.</value>
    public IList<string> KeyValues
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>Whether an object already under the key is safe from the slot, its own second upload included.</summary>
    /// <value><see cref="WriteOnceRule.Required"/>.</value>
    public WriteOnceRule WriteOnce { get; set; } = WriteOnceRule.Required;

    /// <summary>Whether a verified upload is copied to where no slot can write.</summary>
    /// <value><see cref="FreezeRule.WhereNeeded"/>: where <see cref="WriteOnce"/> is required and the store does not keep it.</value>
    public FreezeRule Freeze { get; set; } = FreezeRule.WhereNeeded;

    /// <summary>
    /// What the keys of frozen uploads begin with: at most 64 characters, the last of them <c>/</c>. No policy's <see cref="Key"/> of
    /// the store may begin with it, and whatever else writes to the store leaves it alone.
    /// </summary>
    /// <value><c>accepted/</c>.</value>
    public string FrozenPrefix
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = "accepted/";

    /// <summary>Whether the client declares a checksum that the store verifies.</summary>
    /// <value><see cref="ChecksumRule.NotRequired"/>: one that the client offers is signed all the same.</value>
    public ChecksumRule Checksum { get; set; } = ChecksumRule.NotRequired;

    /// <summary>How files are sent.</summary>
    /// <value><see cref="TransportRule.Automatic"/>: the first of PUT and form POST that keeps every promise on the store.</value>
    public TransportRule Transport { get; set; } = TransportRule.Automatic;

    /// <summary>Promises that may go unkept where the store cannot keep them and completion cannot verify them.</summary>
    /// <value><see cref="GuaranteeKinds.None"/>: the application does not start with a policy that its store cannot keep.</value>
    public GuaranteeKinds AllowUnenforced { get; set; }

    /// <summary>How the store encrypts uploads. Signed, so that an upload that would be stored otherwise is refused.</summary>
    /// <value><see cref="EncryptionRule.BucketDefault"/>.</value>
    public EncryptionRule Encryption { get; set; }

    /// <summary>The key of the store's key service (S3: a KMS key id, alias or ARN).</summary>
    /// <value>Null: the key service's default key.</value>
    public string? EncryptionKeyId { get; set; }

    /// <summary>The Cache-Control that is stored with uploads.</summary>
    /// <value>Null: none.</value>
    public string? CacheControl { get; set; }

    /// <summary>The Content-Language that is stored with uploads, such as <c>de-CH</c>.</summary>
    /// <value>Null: none.</value>
    public string? ContentLanguage { get; set; }

    /// <summary>Whether uploads are stored to be saved or shown, for whoever downloads them without PresignKit.</summary>
    /// <value>Null: nothing is stored; download URLs say it themselves.</value>
    public DispositionType? Disposition { get; set; }

    /// <summary>The storage class of uploads, in the store's own words, such as <c>STANDARD_IA</c>.</summary>
    /// <value>Null: the bucket's default.</value>
    public string? StorageClass { get; set; }

    /// <summary>Tags that uploads get: at most 10, names of at most 128 and values of at most 256 characters.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, string> Tags
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Metadata that every upload gets, by name: lower-case letters, digits and <c>-</c>; values of printable ASCII.</summary>
    /// <value>Empty.</value>
    public IDictionary<string, string> Metadata
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The names of metadata that a request may set by <see cref="UploadRequest.Metadata"/>. Others are refused.</summary>
    /// <value>Empty.</value>
    public IList<string> AllowedMetadata
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];
}
