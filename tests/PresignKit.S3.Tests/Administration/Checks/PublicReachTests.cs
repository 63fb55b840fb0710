using PresignKit.S3.Administration.Checks;

namespace PresignKit.S3.Tests.Administration.Checks;

public sealed class PublicReachTests
{
    [Theory]
    [InlineData("https://minio:9000/b")]
    [InlineData("https://10.1.2.3/b")]
    [InlineData("https://172.31.0.1/b")]
    [InlineData("https://192.168.1.5:9000/b")]
    [InlineData("https://169.254.1.1/b")]
    [InlineData("https://100.64.0.1/b")]
    [InlineData("https://[fd00::1]:9000/b")]
    [InlineData("https://[::ffff:10.0.0.1]/b")]
    [InlineData("https://minio.storage.svc/b")]
    [InlineData("https://minio.storage.svc.cluster.local/b")]
    [InlineData("https://files.corp.internal/b")]
    [InlineData("http://localhost:5081/b")]
    [InlineData("http://127.0.0.1:5081/b")]
    public void Reason_PrivateHost_IsNotNull(string url) => Assert.NotNull(PublicReach.Reason(url));

    [Theory]
    [InlineData("https://files.example.com/b")]
    [InlineData("https://b.s3.eu-central-1.amazonaws.com/")]
    [InlineData("https://172.32.0.1/b")]
    [InlineData("https://100.128.0.1/b")]
    [InlineData("https://203.0.113.9:9000/b")]
    [InlineData("https://[2001:db8::1]/b")]
    public void Reason_PublicHost_IsNull(string url) => Assert.Null(PublicReach.Reason(url));
}
