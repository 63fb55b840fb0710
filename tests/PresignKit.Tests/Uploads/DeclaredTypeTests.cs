using PresignKit.Content;
using PresignKit.Policies;
using PresignKit.Uploads;

namespace PresignKit.Tests.Uploads;

/// <summary>What browsers, Windows, and mobile systems declare, and what it means.</summary>
public sealed class DeclaredTypeTests
{
    private const string Excel = "application/vnd.ms-excel";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    [Theory]
    [InlineData("report.csv", Excel, "text/csv", "text/csv", ".csv")]
    [InlineData("report.csv", Excel, "text/csv " + Excel, "text/csv", ".csv")]
    [InlineData("report.csv", Excel, Excel + " text/csv", "text/csv", ".csv")]
    [InlineData("REPORT.CSV", "application/x-excel", "text/csv " + Excel, "text/csv", ".csv")]
    [InlineData("report.tsv", Excel, "text/tab-separated-values", "text/tab-separated-values", ".tsv")]
    [InlineData("report.xlsx", Excel, Xlsx + " " + Excel, Xlsx, ".xlsx")]
    [InlineData("report.xls", Excel, "text/csv " + Excel, Excel, ".xls")]
    [InlineData("report", Excel, "text/csv " + Excel, Excel, ".xls")]
    [InlineData("letter.docx", "application/msword", Docx + " application/msword", Docx, ".docx")]
    [InlineData("letter.rtf", "application/msword", "application/rtf application/msword", "application/rtf", ".rtf")]
    [InlineData("photo.heic", "image/heif", "image/heic", "image/heic", ".heic")]
    [InlineData("photo.heic", "image/heif", "image/heif", "image/heif", ".heif")]
    [InlineData("photo.heic", "image/heif", "image/*", "image/heic", ".heic")]
    [InlineData("notes.md", "text/plain", "text/markdown text/plain", "text/markdown", ".md")]
    [InlineData("notes.md", "text/plain", "text/plain", "text/plain", ".txt")]
    [InlineData("movie.srt", "text/plain", "application/x-subrip", "application/x-subrip", ".srt")]
    [InlineData("movie.vtt", "text/plain", "text/vtt", "text/vtt", ".vtt")]
    [InlineData("song.m4a", "video/mp4", "audio/mp4 video/mp4", "audio/mp4", ".m4a")]
    [InlineData("clip.ogg", "video/ogg", "video/ogg audio/ogg", "video/ogg", ".ogv")]
    [InlineData("clip.ogg", "video/ogg", "audio/ogg", "audio/ogg", ".ogg")]
    [InlineData("voice.webm", "audio/webm", "video/webm audio/webm", "audio/webm", ".weba")]
    [InlineData("all.tgz", "application/x-compressed", "application/gzip", "application/gzip", ".tgz")]
    [InlineData("all.zip", "application/x-compressed", "application/zip", "application/zip", ".zip")]
    [InlineData("report.csv\u200F", Excel, "text/csv", "text/csv", ".csv")]
    public void Resolve_NameForSeveralTypes_IsDecidedByTheExtension(string fileName, string declared, string allowed, string expected, string extension)
    {
        var accepted = AcceptedUpload.Accept(Policy(allowed), Request(fileName, declared));

        Assert.Equal((expected, extension), (accepted.ContentType, accepted.Extension));
    }

    [Theory]
    [InlineData("report.csv", Excel, Excel)]
    [InlineData("report.xlsx", Excel, Excel)]
    [InlineData("notes.md", "text/plain", "application/pdf")]
    [InlineData("page.html", "text/plain", "text/html")]
    public void Resolve_NameThatIsWrongForTheExtension_IsRefusedIfThePolicyDoesNotAllowTheRightType(string fileName, string declared, string allowed) =>
        Assert.Equal(
            ErrorCodes.ContentTypeNotAllowed,
            Assert.Throws<PolicyViolationException>(() => ContentTypeRule.Resolve(Policy(allowed), declared, fileName)).Code);

    [Theory]
    [InlineData("", "plan.unknown")]
    [InlineData(null, "plan")]
    [InlineData("", "plan.dwg")]
    [InlineData("application/unknown", "plan.xyz")]
    [InlineData("binary/octet-stream", "firmware.img")]
    public void Resolve_NoTypeAndNoAllowedExtension_IsOctetStream(string? declared, string fileName)
    {
        var accepted = AcceptedUpload.Accept(Policy("application/octet-stream"), Request(fileName, declared));

        Assert.Equal(("application/octet-stream", ".bin"), (accepted.ContentType, accepted.Extension));
    }

    [Fact]
    public void Resolve_NoTypeButKnownExtension_IsThatTypeBeforeOctetStream() =>
        Assert.Equal("application/pdf", ContentTypeRule.Resolve(Policy("application/octet-stream application/pdf"), "", "a.pdf"));

    [Fact]
    public void Resolve_SpecificTypeThatIsNotAllowed_IsNotOctetStream() =>
        Assert.Throws<PolicyViolationException>(() => ContentTypeRule.Resolve(Policy("application/octet-stream"), "application/pdf", "a.pdf"));

    [Theory]
    [InlineData("text/comma-separated-values", "a.csv", "text/csv")]
    [InlineData("application/csv", "a.csv", "text/csv")]
    [InlineData("text/x-csv", "a", "text/csv")]
    [InlineData("video/vnd.avi", "a.avi", "video/x-msvideo")]
    [InlineData("video/avi", "a.avi", "video/x-msvideo")]
    [InlineData("video/msvideo", "a.avi", "video/x-msvideo")]
    [InlineData("audio/x-m4a", "a.m4a", "audio/mp4")]
    [InlineData("audio/mp4a-latm", "a.m4a", "audio/mp4")]
    [InlineData("audio/mp3", "a.mp3", "audio/mpeg")]
    [InlineData("audio/x-mpeg", "a.mp3", "audio/mpeg")]
    [InlineData("audio/vnd.dlna.adts", "a.aac", "audio/aac")]
    [InlineData("audio/x-hx-aac-adts", "a.aac", "audio/aac")]
    [InlineData("audio/vnd.wave", "a.wav", "audio/wav")]
    [InlineData("audio/mid", "a.mid", "audio/midi")]
    [InlineData("audio/x-aiff", "a.aif", "audio/aiff")]
    [InlineData("application/ogg", "a.ogg", "audio/ogg")]
    [InlineData("video/x-m4v", "a.m4v", "video/mp4")]
    [InlineData("video/matroska", "a.mkv", "video/x-matroska")]
    [InlineData("video/vnd.dlna.mpeg-tts", "a.ts", "video/mp2t")]
    [InlineData("video/x-mpeg", "a.mpg", "video/mpeg")]
    [InlineData("image/x-png", "a.png", "image/png")]
    [InlineData("image/pjpeg", "a.jpg", "image/jpeg")]
    [InlineData("image/x-ms-bmp", "a.bmp", "image/bmp")]
    [InlineData("image/heic-sequence", "a.heic", "image/heic")]
    [InlineData("image/x-photoshop", "a.psd", "image/vnd.adobe.photoshop")]
    [InlineData("application/acad", "a.dwg", "image/vnd.dwg")]
    [InlineData("application/x-pdf", "a.pdf", "application/pdf")]
    [InlineData("text/x-markdown", "a.md", "text/markdown")]
    [InlineData("text/rtf", "a.rtf", "application/rtf")]
    [InlineData("text/x-vcard", "a.vcf", "text/vcard")]
    [InlineData("text/json", "a.json", "application/json")]
    [InlineData("application/x-yaml", "a.yml", "application/yaml")]
    [InlineData("application/x-zip-compressed", "a.zip", "application/zip")]
    [InlineData("application/x-gzip", "a.gz", "application/gzip")]
    [InlineData("application/x-compressed-tar", "a.tgz", "application/gzip")]
    [InlineData("application/x-gtar", "a.tar", "application/x-tar")]
    [InlineData("application/x-rar-compressed", "a.rar", "application/vnd.rar")]
    [InlineData("application/x-bzip", "a.bz2", "application/x-bzip2")]
    [InlineData("application/msexcel", "a.xls", Excel)]
    [InlineData("application/vnd.ms-word", "a.doc", "application/msword")]
    [InlineData("application/x-vnd.oasis.opendocument.text", "a.odt", "application/vnd.oasis.opendocument.text")]
    [InlineData("application/x-font-ttf", "a.ttf", "font/ttf")]
    [InlineData("application/font-woff2", "a.woff2", "font/woff2")]
    [InlineData("application/vnd.ms-pki.stl", "a.stl", "model/stl")]
    [InlineData("application/x-mpegurl", "a.m3u8", "application/vnd.apple.mpegurl")]
    [InlineData("audio/x-mpegurl", "a.m3u8", "application/vnd.apple.mpegurl")]
    [InlineData("application/x-subrip", "a.srt", "application/x-subrip")]
    [InlineData("", "a.epub", "application/epub+zip")]
    [InlineData("application/zip", "a.epub", "application/epub+zip")]
    [InlineData("application/octet-stream", "a.heic", "image/heic")]
    [InlineData("", "a.jfif", "image/jpeg")]
    [InlineData("", "a.m4b", "audio/mp4")]
    [InlineData("", "a.glb", "model/gltf-binary")]
    public void Resolve_NameThatSystemsDeclare_IsTheType(string declared, string fileName, string expected)
    {
        var policy = Policy(expected);

        Assert.Equal(expected, ContentTypeRule.Resolve(policy, declared, fileName));
        Assert.Equal(expected, ContentTypeRule.Resolve(policy, expected, ""));
    }

    [Theory]
    [InlineData("image/svg")]
    [InlineData("image/svg-xml")]
    [InlineData("image/svg+xml")]
    public void Resolve_NameOfActiveType_IsNoImageOfAFamily(string declared) =>
        Assert.Throws<PolicyViolationException>(() => ContentTypeRule.Resolve(Policy("image/*"), declared, "a.png"));

    [Fact]
    public void Resolve_ExtensionOfThePolicy_ComesFirst()
    {
        var policy = Policy("application/x-revit image/vnd.dwg application/octet-stream", options =>
        {
            options.ContentTypesByExtension[".RVT"] = "application/x-revit";
            options.ContentTypesByExtension["dwg"] = "Application/ACAD";
        });

        var revit = AcceptedUpload.Accept(policy, Request("house.Rvt", ""));
        var unnamed = AcceptedUpload.Accept(policy, Request("house", "application/x-revit"));

        Assert.Equal(("application/x-revit", ".rvt"), (revit.ContentType, revit.Extension));
        Assert.Equal(("application/x-revit", ".rvt"), (unnamed.ContentType, unnamed.Extension));
        Assert.Equal("image/vnd.dwg", ContentTypeRule.Resolve(policy, "", "plan.dwg"));
        Assert.Equal("application/octet-stream", ContentTypeRule.Resolve(policy, "application/octet-stream", "house.rvt"));
    }

    [Theory]
    [InlineData(".d/g", "image/png", "contains the extension '.d/g'")]
    [InlineData("", "image/png", "contains the extension ''")]
    [InlineData(".tar.gz", "image/png", "contains the extension '.tar.gz'")]
    [InlineData(".dwg", "dwg", "maps '.dwg' to 'dwg', which is not a content type")]
    [InlineData(".dwg", "image/png; q=1", "maps '.dwg' to 'image/png; q=1', which is not a content type")]
    public void Build_InvalidExtensionOrType_IsAFlaw(string extension, string type, string says)
    {
        var options = new UploadPolicyOptions { MaximumSize = 1, AllowedContentTypes = ["image/png"] };
        options.ContentTypesByExtension[extension] = type;
        var flaws = new List<string>();

        Assert.Null(PolicyBuilder.Build("p", options, "media", flaws));
        Assert.StartsWith("UploadPolicies:p:ContentTypesByExtension " + says, Assert.Single(flaws), StringComparison.Ordinal);
    }

    /// <summary>No name of the table may lead to another type when it is resolved again without its file name, as completion does.</summary>
    [Fact]
    public void Table_EveryType_ResolvesToItselfAndHasEachExtensionAndNameOnce()
    {
        foreach (var type in MediaTypeTable.All)
        {
            Assert.Equal(type.Type, MediaTypes.Canonical(type.Type));
            Assert.Equal(type.Type, MediaTypes.Normalize(type.Type));
            Assert.All(type.Extensions, extension => Assert.Equal(type.Type, MediaTypes.OfExtension(extension)));
            Assert.All(type.Aliases, alias => Assert.Equal(type.Type, MediaTypes.Canonical(alias)));
            Assert.All([.. type.Aliases, .. type.Misnomers, .. type.Broader, .. type.Siblings], name => Assert.Equal(name, MediaTypes.Normalize(name)));
            Assert.All(type.Extensions, extension => Assert.Equal(extension.ToLowerInvariant(), extension));
        }
    }

    private static UploadRequest Request(string fileName, string? declared) => new() { Policy = "p", FileName = fileName, ContentType = declared, Size = 1 };

    private static UploadPolicy Policy(string allowed, Action<UploadPolicyOptions>? configure = null)
    {
        var options = new UploadPolicyOptions { MaximumSize = 1, AllowedContentTypes = allowed.Split(' ') };
        if (allowed == "text/html")
        {
            options.AllowedActiveContentTypes = ["text/html"];
        }

        configure?.Invoke(options);
        var flaws = new List<string>();
        return PolicyBuilder.Build("p", options, "media", flaws) ?? throw new InvalidOperationException(string.Join(' ', flaws));
    }
}
