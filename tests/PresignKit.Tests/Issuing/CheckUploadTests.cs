using Microsoft.Extensions.DependencyInjection;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Issuing;

public sealed class CheckUploadTests
{
    private readonly TestApplication _app = new(builder => builder
        .AddStore(new RecordingStore("archive", new RecordingProvider()))
        .AddUploadPolicy("album", policy =>
        {
            policy.AllowedContentTypes.Add("image/jpeg");
            policy.ContentTypeAliases["image/x-photo"] = "image/jpg";
            policy.MaximumSize = 5000;
            policy.Key = "{tenant}/{id}{ext}";
        })
        .AddUploadPolicy("scan", policy =>
        {
            policy.AllowedContentTypes.Add("application/pdf");
            policy.MaximumSize = 5000;
            policy.StoreName = "archive";
        }));

    public static TheoryData<string, UploadRequest> Refused => new()
    {
        { ErrorCodes.ContentTypeNotAllowed, Photo with { ContentType = "text/html" } },
        { ErrorCodes.TooLarge, Photo with { Size = 5001 } },
        { ErrorCodes.FileNameInvalid, Photo with { FileName = "../a.jpg" } },
        { ErrorCodes.LifetimeInvalid, Photo with { Lifetime = TimeSpan.FromDays(8) } },
        { ErrorCodes.UnknownPolicy, Photo with { Policy = "gone" } },
        { ErrorCodes.PolicyOfOtherStore, Photo with { Policy = "scan", ContentType = "application/pdf" } },
    };

    private static UploadRequest Photo { get; } = new() { Policy = "album", FileName = "Ich & du.JPG", ContentType = "image/jpeg", Size = 1000 };

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("IMAGE/JPEG; charset=binary")]
    [InlineData("image/jpg")]
    [InlineData("image/x-photo")]
    [InlineData("application/octet-stream")]
    [InlineData("")]
    [InlineData(null)]
    public void CheckUpload_AnyNameOfTheType_ResolvesTheTypeAndChangesNothingElse(string? declared)
    {
        var request = Photo with { ContentType = declared };

        var accepted = _app.Issuer.CheckUpload(request);

        Assert.Equal(request with { ContentType = "image/jpeg" }, accepted);
        Assert.Equal(accepted, _app.Issuer.CheckUpload(accepted));
    }

    [Fact]
    public async Task CheckUpload_ThenOpen_SignsWhatWasReturned()
    {
        var accepted = _app.Issuer.CheckUpload(Photo with { ContentType = "image/x-photo" });
        Assert.Equal(0, _app.Provider.SessionsOpened);

        var slot = await _app.Issuer.OpenUploadSlotAsync(
            accepted with { KeyValues = new Dictionary<string, string> { ["tenant"] = "acme" } }, TestContext.Current.CancellationToken);

        Assert.Equal(accepted.ContentType, slot.ContentType);
        Assert.Equal(accepted.ContentType, Assert.Single(_app.Provider.Uploads).ContentType);
    }

    [Theory]
    [InlineData("audio/mp3", "audio/mpeg", "video/mp4")]
    [InlineData("audio/mpeg", "audio/mpeg", "video/mp4")]
    [InlineData("audio/x-mp3", "audio/x-mp3", "audio/mp3")]
    public async Task CheckUpload_AliasOfACommonAlias_ReturnsWhatIsSigned(string declared, string alias, string meant)
    {
        var app = new TestApplication(builder => builder.AddUploadPolicy("sound", policy =>
        {
            policy.AllowedContentTypes = ["audio/*", "video/mp4"];
            policy.ContentTypeAliases[alias] = meant;
            policy.MaximumSize = 5000;
        }));
        var accepted = app.Issuer.CheckUpload(new() { Policy = "sound", FileName = "a.mp3", ContentType = declared, Size = 5 });

        var slot = await app.Issuer.OpenUploadSlotAsync(accepted, TestContext.Current.CancellationToken);

        Assert.Equal(accepted.ContentType, slot.ContentType);
        Assert.Equal(accepted, app.Issuer.CheckUpload(accepted));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task CheckUpload_WhatOpeningRefuses_IsRefusedWithTheSameCode(string code, UploadRequest request)
    {
        var check = Assert.Throws<PolicyViolationException>(() => _app.Issuer.CheckUpload(request));
        var open = await Assert.ThrowsAsync<PolicyViolationException>(
            () => _app.Issuer.OpenUploadSlotAsync(request, TestContext.Current.CancellationToken).AsTask());

        Assert.Equal((code, code), (check.Code, open.Code));
        Assert.Equal(0, _app.Provider.SessionsOpened);
    }

    [Fact]
    public void CheckUpload_PolicyOfAnotherStore_IsAcceptedByItsIssuer()
    {
        var issuer = _app.Services.GetRequiredService<IPresignedUrlIssuerFactory>().GetIssuerForUpload("scan");

        Assert.Equal("application/pdf", issuer.CheckUpload(Photo with { Policy = "scan", FileName = "a.pdf", ContentType = null }).ContentType);
    }
}
