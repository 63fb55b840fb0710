namespace PresignKit;

/// <summary>
/// The settings of one upload policy, from code or from <c>PresignKit:UploadPolicies:NAME</c>. All are validated when the host starts.
/// </summary>
public sealed class UploadPolicyOptions
{
    /// <summary>The name of the store that uploads go to.</summary>
    /// <value>Null: the default store.</value>
    public string? StoreName { get; set; }

    /// <summary>
    /// The content types that a file may have: exact types (<c>video/mp4</c>) or whole families (<c>image/*</c>). A family is only matched
    /// here and never sent to the store: each slot is for one exact type.
    /// </summary>
    /// <value>An empty list, which is rejected: a policy must list its content types.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> AllowedContentTypes
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>
    /// The content types of active content (HTML, SVG, XML, scripts) that this policy accepts, although a browser may execute them in
    /// the store's origin. Each must also be in <see cref="AllowedContentTypes"/>; a family never includes active content.
    /// </summary>
    /// <value>An empty list: active content is rejected.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> AllowedActiveContentTypes
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>
    /// Additional aliases of content types, from what clients declare to the type it stands for, such as <c>video/x-m4v</c> to <c>video/mp4</c>.
    /// </summary>
    /// <value>Empty; common aliases (<c>image/jpg</c>, <c>audio/x-wav</c>, <c>application/x-pdf</c> and others) are built in.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IDictionary<string, string> ContentTypeAliases
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Content types by the extension of the file name, such as <c>.dwg</c> to <c>image/vnd.dwg</c>, for files whose type the client does not know.
    /// The dot may be left out. They take precedence over the built-in ones, and <c>{ext}</c> in <see cref="Key"/> uses them.
    /// </summary>
    /// <value>Empty; common extensions are built in.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IDictionary<string, string> ContentTypesByExtension
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What completion does with an upload whose first bytes contradict its content type.</summary>
    /// <value><see cref="ContentCheckMode.Require"/>: it is refused.</value>
    public ContentCheckMode ContentCheck { get; set; }

    /// <summary>What completion does with an upload whose first bytes neither fit nor contradict its content type.</summary>
    /// <value><see cref="UnknownContentRule.Accept"/>.</value>
    public UnknownContentRule UnknownContent { get; set; }

    /// <summary>
    /// The maximum size of a file in bytes. Required. A single request to S3 carries at most 5 GiB; a policy that allows more needs a store with
    /// isolated part URLs, and clients that send parts (<see cref="UploadTransport.Multipart"/>), up to 48.8 TiB.
    /// </summary>
    /// <value>Null, which is rejected: a policy must set its limit.</value>
    public long? MaximumSize { get; set; }

    /// <summary>The minimum size of a file in bytes.</summary>
    /// <value>1: empty files are rejected.</value>
    public long MinimumSize { get; set; } = 1;

    /// <summary>
    /// Whether a slot can be opened for a file whose size nobody knows yet (<see cref="UploadRequest.Size"/> is null). A client that can send a form gets
    /// one that limits the size to <see cref="MinimumSize"/> through <see cref="MaximumSize"/>, which the store enforces. A client that can only send a PUT
    /// can send any number of bytes, and completion refuses what is not within these limits: <see cref="Guarantees.Size"/> is
    /// <see cref="GuaranteeLevel.VerifiedOnCompletion"/> then. At most 5 GiB, because such a file cannot be sent in parts: each part's URL signs its exact
    /// length. <see cref="Transport"/> must not be <see cref="UploadTransport.Multipart"/>.
    /// </summary>
    /// <value>False: each slot is for one exact size.</value>
    public bool AllowUnknownSize { get; set; }

    /// <summary>How long a slot is valid: 1 second to 7 days, in whole seconds. The upload must begin within this time.</summary>
    /// <value>15 minutes.</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The shortest lifetime that is acceptable if the store's temporary credentials expire before <see cref="Lifetime"/> has passed: 1 second
    /// to <see cref="Lifetime"/>, in whole seconds. New credentials are requested first; if they do not last long enough either, the
    /// request fails with <see cref="ErrorCodes.CredentialsTooShort"/>. A request may still ask for a shorter lifetime.
    /// </summary>
    /// <value>Null: a slot may be valid for as short a time as the credentials are.</value>
    public TimeSpan? MinimumLifetime { get; set; }

    /// <summary>
    /// How long an upload in parts may take, from the opening of its slot to its completion: 1 second to 7 days, in whole seconds. 
    /// signatures and tokens never extends it.
    /// </summary>
    /// <value>24 hours.</value>
    public TimeSpan MaximumUploadDuration { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The size of a part in bytes: 5 MiB to 5 GiB. A client that can send parts does so for files that are larger. Parts of files that would have more
    /// than 10,000 of them are larger.
    /// </summary>
    /// <value>16 MiB.</value>
    public long PartSize { get; set; } = 16L * 1024 * 1024;

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
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string Key
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = "uploads/{date:yyyy/MM/dd}/{id}{ext}";

    /// <summary>The tokens in <see cref="Key"/> for which the application supplies values in <see cref="UploadRequest.KeyValues"/>.</summary>
    /// <value>An empty list; <c>tenant</c> and <c>user</c> are always available.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> KeyValues
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>
    /// The prefix of the keys of frozen uploads: at most 64 characters, ending with <c>/</c>. Used where a slot writes its key directly (a form,
    /// or a store without isolated part URLs): completion then copies the verified upload there. No slot of the same bucket may have a key that
    /// begins with it, and nothing else may write objects under it.
    /// </summary>
    /// <value><c>accepted/</c>.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public string FrozenPrefix
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = "accepted/";

    /// <summary>
    /// The checksums of which the client must declare one (<see cref="UploadRequest.Checksum"/>). The store must compare each of them with what it
    /// receives, or completion must; otherwise the application does not start.
    /// </summary>
    /// <value>Empty: a client may declare one. If it does, it is signed.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<FileChecksumAlgorithm> RequiredChecksum
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];

    /// <summary>
    /// Whether the application may open slots that replace exactly the object that it has seen (<see cref="UploadRequest.Replaces"/>). The store must be
    /// able to (<see cref="StoreProfile.ConditionalReplace"/>); otherwise the application does not start.
    /// </summary>
    /// <value>False.</value>
    public bool AllowReplacing { get; set; }

    /// <summary>
    /// How the file is sent. <see cref="UploadTransport.Put"/> can guarantee the exact size and that nothing is replaced.
    /// <see cref="UploadTransport.Post"/> limits the size to the policy's range, and the form can replace what is there.
    /// </summary>
    /// <value>
    /// Null: chosen by the store's profile, the first of PUT and form POST that keeps every guarantee; and parts for files that are larger than
    /// <see cref="PartSize"/> where the client and the store can.
    /// </value>
    public UploadTransport? Transport { get; set; }

    /// <summary>
    /// Whether clients that can send nothing but a form, such as Uppy, may do so where others send a PUT. The form's size and type are those of the slot;
    /// that nothing is replaced is verified on completion, which copies the upload below <see cref="FrozenPrefix"/>. <see cref="Transport"/> must not be set.
    /// </summary>
    /// <value>False.</value>
    public bool AllowForms { get; set; }

    /// <summary>The guarantees that may be missing if the store cannot enforce them and completion cannot verify them.</summary>
    /// <value><see cref="GuaranteeKinds.None"/>: the application does not start if a policy's store cannot keep all guarantees.</value>
    public GuaranteeKinds AllowUnenforced { get; set; }

    /// <summary>How the store encrypts uploads. It is signed, so that the store refuses an upload that requests anything else.</summary>
    /// <value><see cref="EncryptionRule.BucketDefault"/>.</value>
    public EncryptionRule Encryption { get; set; }

    /// <summary>The key in the store's key management service (S3: a KMS key ID, alias, or ARN).</summary>
    /// <value>Null: the service's default key.</value>
    public string? EncryptionKeyId { get; set; }

    /// <summary>The Cache-Control header that is stored with uploads.</summary>
    /// <value>Null: none.</value>
    public string? CacheControl { get; set; }

    /// <summary>The Content-Language header that is stored with uploads, such as <c>de-CH</c>.</summary>
    /// <value>Null: none.</value>
    public string? ContentLanguage { get; set; }

    /// <summary>The Content-Disposition that is stored with uploads, for downloads without PresignKit.</summary>
    /// <value>Null: none is stored; download URLs specify their own.</value>
    public DispositionType? Disposition { get; set; }

    /// <summary>The storage class of uploads, as the store names it, such as <c>STANDARD_IA</c>.</summary>
    /// <value>Null: the bucket's default.</value>
    public string? StorageClass { get; set; }

    /// <summary>
    /// How long an accepted upload is kept from being deleted or replaced (Object Lock), counted from the moment when the store received it. The backend sets
    /// it after the application has accepted the upload, so that one that is refused can still be deleted. Completion succeeds only once it is set.
    /// </summary>
    /// <value>Null: no retention. Otherwise at least 1 second, at most 36,500 days (100 years), in whole seconds.</value>
    public TimeSpan? RetentionPeriod { get; set; }

    /// <summary>Who can end the retention early.</summary>
    /// <value><see cref="PresignKit.RetentionMode.Governance"/>. Another one requires <see cref="RetentionPeriod"/>.</value>
    public RetentionMode RetentionMode { get; set; }

    /// <summary>Whether an accepted upload is kept until somebody removes the hold (Object Lock). The backend sets it like a retention.</summary>
    /// <value>False.</value>
    public bool LegalHold { get; set; }

    /// <summary>The tags that are stored with uploads: at most 10, with names of at most 128 and values of at most 256 characters.</summary>
    /// <value>Empty.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IDictionary<string, string> Tags
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The metadata that is stored with every upload. Names consist of lowercase letters, digits, and <c>-</c>; values consist of printable
    /// ASCII characters.
    /// </summary>
    /// <value>Empty.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IDictionary<string, string> Metadata
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The names of metadata that a request may set in <see cref="UploadRequest.Metadata"/>. Other names are rejected.</summary>
    /// <value>An empty list.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IList<string> AllowedMetadata
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = [];
}
